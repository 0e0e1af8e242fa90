"""`luoshi serve`: the whole site in one process."""

import os
from typing import Any

import click

from luoshi.web.environment import EnvironmentFault
from luoshi.web.serving import PortTaken, Server, check_port


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for all.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 256), help="Threads in each process.")
@click.option("--job-threads", default=1, show_default=True, type=click.IntRange(0, 16), help="Background workers.")
def serve(host: str, port: int, workers: int, threads: int, job_threads: int) -> None:
    """Serve the site: bring the database up to date, gather static files, listen. Ctrl-C stops it in good order."""
    try:
        check_port(host, port)
        prepare()
    except (PortTaken, EnvironmentFault) as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"Luoshi is on http://{host}:{port}/ (Ctrl-C stops it)")
    Server(host=host, port=port, workers=workers, threads=threads, job_threads=job_threads).run()


def check_packs() -> None:
    """A pack that cannot work is named before anything runs by it. Raises ClickException."""
    from luoshi.cli.packs import faults_in, in_force
    from luoshi.packs import PackError

    try:
        found = faults_in(list(in_force()))
    except PackError as error:
        raise click.ClickException(str(error)) from None
    if found:
        more = f" ({len(found) - 1} more: luoshi packs check)" if len(found) > 1 else ""
        raise click.ClickException(f"{found[0]}{more}")


def prepare() -> None:
    """Migrate and gather static files, saying so when there is something to do. Raises ClickException."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.web.settings")
    import django
    from django.core.management import call_command
    from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    check_packs()
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if steps:
            click.echo(f"Bringing the database up to date ({len(steps)} steps) …")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        raise click.ClickException(
            f"the database cannot be used: {reason}; check LUOSHI_DATABASE_URL or LUOSHI_DATA"
        ) from None
    finally:
        connection.close()
        _end_pool(connection)


def _end_pool(connection: Any) -> None:
    """The worker processes are forked from this one: they must not share its connections, and a pool that was forked
    has lost the threads that let it grow. Each opens its own.
    """
    if connection.vendor == "postgresql":
        connection.close_pool()
