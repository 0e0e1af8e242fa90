"""Where pages find their styles and scripts."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HouseStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise ships no types
    """Hashed names for ever-cached files; the plain name where collection was skipped (tests, development)."""

    manifest_strict = False

    def url(self, name: str | None, force: bool = False) -> str:
        if not self.hashed_files and not force:
            return f"{self.base_url}{name or ''}"
        return str(super().url(name, force))

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """A file that a vendor's stylesheet names but does not ship keeps its name instead of stopping the build."""
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:
            return name
