"""What an object is to the CDK, told by what it has: isinstance knows no interface of jsii."""

from constructs_lib.errors import ConstructError, seen


def has_property(value: object, name: str) -> bool:
    """The object has the property, without asking for it where its type says so.

    What is imported may be a proxy, whose type says nothing: then it costs a round trip.
    """
    if isinstance(value, type):  # a class that was not called has them all, and none of its own
        return False
    return hasattr(type(value), name) or hasattr(value, name)


def require_key(prop: str, key: object) -> None:
    """The key is one, made or imported, or absent.

    Raises:
        ConstructError: It is something else: its ARN, say.
    """
    if key is not None and not has_property(key, "key_arn"):
        raise ConstructError(f"{prop} must be an IKey such as Key(...), got {seen(key)}")
