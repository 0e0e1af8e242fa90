"""The plans room's background jobs."""

from luoshi.jobs.registry import JobFault, job
from luoshi.plans.services import imports
from luoshi.reading import ReadingError


@job(imports.JOB)
def import_version(progress: imports.Progress, version_id: int) -> None:
    """Import one version's file; a file that cannot be read fails with the reader's own sentence."""
    try:
        imports.run(version_id=version_id, progress=progress)
    except ReadingError as error:
        imports.refuse(version_id=version_id, sentence=str(error))
        raise JobFault(str(error)) from error
