"""Kernels for page runs: this interpreter's own, private, and forked from one process that has the imports behind it.

A kernel that starts from nothing spends most of its time on imports. Here one process imports what notebooks import, and
every kernel is forked from it: a fresh process with its own state, ready at once. Only imports run before the fork.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

__all__ = ["ARGUMENTS", "PrivateKernel", "kill_all", "preload"]

ARGUMENTS = [
    "--HistoryManager.enabled=False",
    # Both formats of every figure, drawn as they are: the inline default draws each twice to crop it.
    "--InlineBackend.figure_formats=svg",
    "--InlineBackend.figure_formats=png",
    "--InlineBackend.rc=svg.hashsalt=evidence",
    "--IPKernelApp.matplotlib=inline",
]
_CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
_alive: set["PrivateKernel"] = set()


def preload() -> None:
    """Start the process that kernels are forked from, so that it imports while other work goes on."""
    if _CAN_FORK:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["evidence_review.run.preloaded"])
        from multiprocessing import forkserver, resource_tracker

        # A process inherits what is blocked: Ctrl-C in the terminal is for the command, which then ends its kernels.
        # The tracker comes first, since to start it unblocks the signal.
        resource_tracker.ensure_running()
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        forkserver.ensure_running()
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def kill_all() -> None:
    """End every kernel that a run has started and that still lives."""
    for kernel in list(_alive):
        process = getattr(kernel.provisioner, "process", None)
        if process is not None:
            with contextlib.suppress(OSError):
                process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


class PrivateKernel(AsyncKernelManager):
    """A kernel of this interpreter, whatever kernels are installed, reached through files that only its owner can open.

    `environment` and `folder` are what the kernel starts with.
    """

    environment: ClassVar[dict[str, str]] = {}
    folder: ClassVar[str] = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # Socket paths must be short (107 bytes on Linux, 103 on macOS), which a runtime folder at home may not be.
        self._folder = tempfile.TemporaryDirectory(prefix="evidence-")
        if sys.platform != "win32":
            self.transport = "ipc"
            self.ip = str(Path(self._folder.name, "k"))
        self.connection_file = str(Path(self._folder.name, "kernel.json"))
        if _CAN_FORK:
            self.provisioner = _Forked(kernel_spec=self.kernel_spec, kernel_id=self.kernel_id, parent=self)

    @property
    def kernel_spec(self) -> KernelSpec:
        """The kernel of the interpreter that runs this."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3 (ipykernel)", language="python")

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        # A folder of its own keeps a reader's IPython profile from changing what a page shows.
        private = {"IPYTHONDIR": self._folder.name, "SOURCE_DATE_EPOCH": "0", "EVIDENCE_FIGURES": "svg"}
        kw["env"] = {**(kw.get("env") or os.environ), **private, **self.environment}
        kw["cwd"] = self.folder or kw.get("cwd")
        _alive.add(self)
        await super()._async_launch_kernel(kernel_cmd, **kw)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if not restart:
            _alive.discard(self)
            self._folder.cleanup()


class _Process:
    """A forked process with the manners of `subprocess.Popen`, as the provisioner expects them."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        if self._process.exitcode is None and self.pid:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()


class _Forked(LocalProvisioner):
    """Forks the kernel from the process that `preload` started."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        context = multiprocessing.get_context("forkserver")
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        process = context.Process(target=_serve, args=(arguments, dict(kwargs["env"]), kwargs.get("cwd")), daemon=True)
        process.start()
        self.process = _Process(process)  # type: ignore[assignment]
        self.pid = process.pid
        self.pgid = None
        return self.connection_info


def _serve(arguments: list[str], env: dict[str, str], folder: str | None) -> None:
    """Be a kernel until told to stop, or until the process that started it has gone."""
    os.setsid()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ.clear()
    os.environ.update(env)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if folder:
        os.chdir(folder)
    from ipykernel.kernelapp import IPKernelApp

    kernel = IPKernelApp.instance()
    kernel.initialize(arguments)
    kernel.start()


def _end_with_parent() -> None:
    """End this process when the one that asked for it has gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
