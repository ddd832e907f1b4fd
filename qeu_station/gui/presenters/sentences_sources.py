"""Sentences of where records go and where pictures come from."""

from __future__ import annotations

from qeu_station.gui.words import mark

_STORAGE = (
    mark("Sentences", "Cannot {doing}: {error}. Nothing was changed; check free space and write "
         "permission there, then try again."),
    mark("Sentences", "{path} changed while it was judged; nothing was recorded. Judge it again."),
    mark("Sentences", 'Journal "{place}": {error}. Another program holds it; close that program '
         "and try again."),
    mark("Sentences", 'Journal "{place}": {error}. The disk is full; nothing can be '
         "recorded until there is space."),
    mark("Sentences", 'Journal "{place}": {error}. It may not be written; check the permissions '
         "of file and folder."),
    mark("Sentences", 'Journal "{place}": {error}. Check that the folder exists and may be '
         "written."),
    mark("Sentences", 'Journal "{place}": {error}. The disk is full or failing; nothing was '
         "recorded."),
    mark("Sentences", 'Journal "{place}": {error}. It is damaged. Keep it, and restore it from a '
         "backup."),
    mark("Sentences", 'Journal "{place}": {error}. It is damaged or another kind of file; restore '
         "a backup."),
    mark("Sentences", 'Journal "{place}" was moved, removed or replaced while it is in use; '
         "nothing was recorded. Put it back, or close the station and open it again."),
    mark("Sentences", 'Journal "{place}" cannot be used: {error}.'),
)  # fmt: skip

_SOURCES = (
    mark("Sentences", 'Camera "{place}" cannot be opened (tried through {name}). Check that it is '
         "plugged in, that no other program uses it, and that this user may."),
    mark("Sentences", 'Camera "{place}" gives no more pictures. Check its cable and power.'),
    mark("Sentences", 'Stream "{place}" cannot be opened (tried for {seconds} s). Check the '
         "address, user and password, and that the camera can be reached from this machine."),
    mark("Sentences", 'Stream "{place}" gives no more pictures. Check the camera and the network.'),
    mark("Sentences", "{name} gave no first picture within {seconds} s."),
    mark("Sentences", "{name} gave no picture for {seconds} s."),
    mark("Sentences", "{name} has ended: there are no more pictures."),
    mark("Sentences", '"{name}" in the watched folder waits and is not judged ({count} more wait): '
         "{reason}"),
    mark("Sentences", '"{name}" in the watched folder waits and is not judged: {reason}'),
    mark("Sentences", "It is still being written."),
    mark("Sentences", "Its reference picture is not there yet."),
    mark("Sentences", 'Part "{name}" was taken already, from "{path}". Give it another name.'),
    mark("Sentences", '{reason} It is watched again as soon as it is back; check the folder, or '
         "the network it lies on."),
    mark("Sentences", '"{path}" is no folder. Choose the folder that pictures arrive in.'),
    mark("Sentences", '"{place}" is no address of a stream; it begins like rtsp:// or http://.'),
    mark("Sentences", 'There is no picture in "{path}" (looked for {names}).'),
    mark("Sentences", 'There is no pair in "{path}": {count} pictures, none named NAME_test.* '
         "(with its reference NAME_temp.* or NAME_ref.*)."),
    mark("Sentences", "{count} of {size} test pictures have no reference beside them (NAME_temp.* "
         "or NAME_ref.*): {names}."),
    mark("Sentences", '"{path}" does not exist; give a folder with pairs or a CSV file.'),
    mark("Sentences", 'Folder "{path}" cannot be read: {error}.'),
    mark("Sentences", "{path} lists no pair."),
    mark("Sentences", '"{name}" cannot be opened: it is no folder, no CSV of pairs and no picture '
         "of a known kind (PNG, JPEG, TIFF, BMP, WebP)."),
    mark("Sentences", '"{path}" is not UTF-8 text: {error}. Save it as UTF-8.'),
    mark("Sentences", '{path}: column "{name}" is not known. Columns: {names}.'),
    mark("Sentences", "{path}: column {name} is missing; the first line must name the columns "
         "(needed: {needed}; also allowed: {names})."),
    mark("Sentences", "{path}, line {number}: reference is empty; the recipe takes it from the "
         "pair."),
    mark("Sentences", 'There are no pictures in "{path}".'),
    mark("Sentences", 'Video "{path}" does not exist. Check the path.'),
    mark("Sentences", 'Folder "{path}" does not exist. Check the path.'),
    mark("Sentences", "No camera, address or file is named. Enter where the pictures are."),
)  # fmt: skip

SOURCES = _STORAGE + _SOURCES
