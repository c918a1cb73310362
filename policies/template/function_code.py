"""Where a function's code comes from, as the template says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.template.certain import is_set
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from policies.template.resource import Resource

IMAGE: Final = "Image"
ZIP: Final = "Zip"


class FunctionCode:
    """The package of a function: text in the template, an object in S3, or an image in ECR."""

    __slots__ = ("_function",)

    def __init__(self, function: Resource) -> None:
        self._function = function

    @property
    def package_type(self) -> str | Unresolved:
        """Zip or Image; Lambda's default is Zip, also where the code is an image."""
        stated = self._function.text("PackageType")
        return ZIP if stated is None else stated

    @property
    def is_stated(self) -> bool | Unresolved:
        """Whether the template says where the code comes from."""
        code = self._function.value("Code")
        return code if isinstance(code, Unresolved) else code is not None

    @property
    def inline(self) -> str | Unresolved | None:
        """The source text in the template; None when the code comes from elsewhere."""
        return self._function.text("Code", "ZipFile")

    @property
    def image_uri(self) -> str | Unresolved | None:
        """The image in ECR; None for a .zip archive."""
        return self._function.text("Code", "ImageUri")

    @property
    def bucket(self) -> str | Unresolved | None:
        """The bucket that holds the .zip archive."""
        return self._function.text("Code", "S3Bucket")

    @property
    def key(self) -> str | Unresolved | None:
        """The object in the bucket that is the .zip archive."""
        return self._function.text("Code", "S3Key")

    @property
    def object_version(self) -> str | Unresolved | None:
        """The version of the object; None means the newest at deployment."""
        return self._function.text("Code", "S3ObjectVersion")

    @property
    def storage_mode(self) -> str | Unresolved | None:
        """Whether Lambda copies the archive or runs it from the bucket; None means a copy."""
        return self._function.text("Code", "S3ObjectStorageMode")

    @property
    def has_archive(self) -> bool:
        """True when it certainly is a .zip archive: inline, or an object in S3."""
        return is_set(self.inline) or is_set(self.key)

    @property
    def certain_sources(self) -> list[str]:
        """The properties of the sources that are certainly stated, of an object the first."""
        places = {"ZipFile": self.inline, "ImageUri": self.image_uri}
        stored = [name for name in ("S3Bucket", "S3Key") if self._states(name)][:1]
        return [name for name, value in places.items() if is_set(value)] + stored

    @property
    def has_no_source(self) -> bool:
        """True when the template states Code and nothing in it; a path is for a tool to replace."""
        return self._function.value("Code") == {}

    def _states(self, name: str) -> bool:
        return is_set(self._function.text("Code", name))
