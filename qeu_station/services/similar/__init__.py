"""Similar cases: inspections that look like this one, and how new an inspection is."""

from qeu_station.services.similar.building import IndexProgress, build_index, progress_of
from qeu_station.services.similar.finding import Similar, find_like
from qeu_station.services.similar.index import SimilarIndex, load_index
from qeu_station.services.similar.novelty import novelty
from qeu_station.services.similar.place import index_file
from qeu_station.services.similar.reading import PlaceReader
from qeu_station.services.similar.showing import small_place
from qeu_station.services.similar.telling import PlaceName

__all__ = [
    "IndexProgress",
    "PlaceName",
    "PlaceReader",
    "Similar",
    "SimilarIndex",
    "build_index",
    "find_like",
    "index_file",
    "load_index",
    "novelty",
    "progress_of",
    "small_place",
]
