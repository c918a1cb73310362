"""What `Release.on` takes: the protocol by which anything becomes a trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from constructs_lib.errors import ConstructError, require_known, require_type, seen

if TYPE_CHECKING:
    from constructs_lib.release import Release


class Trigger(Protocol):
    """Something that calls a release from the moment it is attached.

    A trigger of one's own is any object with this method; it needs no base class:

    ```python
    @dataclass(frozen=True)
    class AlarmTrigger:
        alarm: Alarm

        def attach(self, release: Release) -> None:
            keep_failures(release)
            self.alarm.add_alarm_action(LambdaAction(release.alias))
    ```

    It keeps to what the triggers here keep to. It calls `release.alias`, never the function or a
    version. It gives its caller a permission that names the source, and the function's role what
    Lambda needs to read the source, no more: a grant to the release reaches that role. It puts its
    constructs below `release.alias`, under ids that never change, because an event source mapping
    under a new id collides with its old self ("already exists"). It refuses with ConstructError
    what cannot work. `release.function` says what the function has: `timeout_seconds`, say.
    """

    def attach(self, release: Release) -> None:
        """The release is called by it from now on.

        Raises:
            ConstructError: The release cannot be called that way.
        """


class Named(Trigger, Protocol):
    """A trigger whose construct stands below the alias, under a name of the user's."""

    @property
    def name(self) -> str | None:
        """What tells it from the others of its type; a release's first needs none."""

    @property
    def construct_id(self) -> str:
        """Its place below the alias, which is for ever."""


def require_trigger(trigger: object) -> None:
    """The object has what the protocol asks for.

    Raises:
        ConstructError: It has not; a queue itself, say, or a class that nobody called.
    """
    if isinstance(trigger, type) or not callable(getattr(trigger, "attach", None)):
        shown = trigger.__qualname__ if isinstance(trigger, type) else seen(trigger)
        raise ConstructError(f"a trigger must be a value such as QueueTrigger(queue), got {shown}")


def require_unattached(release: Release, attribute: str, source: object) -> None:
    """No trigger of the release has this source already.

    Raises:
        ConstructError: One has: Lambda takes a source once for each function.
    """
    for each in release.triggers:
        if getattr(each, attribute, None) is source:
            raise ConstructError(
                f"{attribute} must call a release once, got two triggers for the same "
                f"{type(source).__name__}"
            )


def require_name(name: object) -> None:
    """The name can be part of a construct's id, or there is none.

    Raises:
        ConstructError: It is no text, or a token.
    """
    if name is not None:
        require_type("name", name, str, "a string such as 'Nightly'")
        require_known("name", name)
        if not name:
            raise ConstructError("name must be a string such as 'Nightly', got ''")


def require_free_place(release: Release, trigger: Named) -> None:
    """No other trigger of this type has the name.

    Raises:
        ConstructError: One has.
    """
    for each in release.triggers:
        if isinstance(each, type(trigger)) and each.construct_id == trigger.construct_id:
            given = "two without one" if trigger.name is None else f"{trigger.name!r} twice"
            raise ConstructError(
                f"name of each {type(trigger).__name__} must be unique on a release, got {given}"
            )
