"""The import form: which files are taken, and how large they may be."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.orgs.models import Region

SUFFIXES = (
    ".docx", ".pdf", ".ofd", ".doc", ".wps", ".html", ".htm", ".mht", ".md", ".txt",
    ".xlsx", ".xls", ".et", ".csv", ".ods",
)  # fmt: skip


class RegionForm(forms.Form):
    """The region whose units a plan binds."""

    region = forms.ModelChoiceField(label=gettext_lazy("Region"), queryset=Region.objects.none())

    def __init__(self, *args: Any, regions: "QuerySet[Region]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["region"], regions)


class ImportForm(forms.Form):
    """One file, and the region whose units it binds."""

    file = forms.FileField(
        label=gettext_lazy("Plan document"),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty; choose the document itself."),
        },
        max_length=255,
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Region"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=gettext_lazy("not given"),
        help_text=gettext_lazy("Unit names in the document are looked up among the units of this region."),
    )

    def __init__(self, *args: Any, regions: "QuerySet[Region]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["region"], regions)
        usual = list(regions.filter(units__isnull=False).distinct()[:2])
        if len(usual) == 1:
            self.fields["region"].initial = usual[0].pk

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        name = PurePath(file.name or "")
        if name.suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(
                _("“%(name)s” is not a document Luoshi reads. It takes %(kinds)s.")
                % {"name": name.name, "kinds": " ".join(SUFFIXES)}
            )
        limit = settings.UPLOAD_MAXIMUM_BYTES
        if file.size and file.size > limit:
            raise forms.ValidationError(
                _("“%(name)s” has %(size)s; at most %(limit)s are taken. Remove its pictures, or split it.")
                % {"name": name.name, "size": filesizeformat(file.size), "limit": filesizeformat(limit)}
            )
        return file


def _choose_from(field: forms.Field, regions: "QuerySet[Region]") -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = regions
