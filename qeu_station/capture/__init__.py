"""Where pictures come from: cameras, videos and watched folders."""
