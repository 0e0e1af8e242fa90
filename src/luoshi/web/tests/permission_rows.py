"""Who may open which page of the frame."""

from luoshi.web.testworld import Row

ROWS = [
    Row("web:home", status=302),
    Row("web:language", "POST", status=302, public=True, data=lambda _world: {"language": "en"}),
    Row("web:larger_type", "POST", status=302, public=True, data=lambda _world: {"larger": "1"}),
    Row("web:health", public=True),
]
