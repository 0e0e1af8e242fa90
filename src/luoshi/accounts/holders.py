"""Who holds a role: people to whom it was given, and those who hold a post that has it."""

from django.db.models import Q

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.orgs.selectors import held_now


def holders(wanted: Q) -> list[tuple[User, Role]]:
    """The active people behind these role assignments, each once, in the role found first."""
    found: dict[int, tuple[User, Role]] = {}
    of_posts: dict[int, Role] = {}
    for one in RoleAssignment.objects.filter(wanted).select_related("user").order_by("pk"):
        if one.user is not None and one.user.is_active:
            found.setdefault(one.user.pk, (one.user, Role(one.role)))
        elif one.post_id is not None:
            of_posts.setdefault(one.post_id, Role(one.role))
    if of_posts:
        appointed = held_now().filter(post__in=list(of_posts), person__user__is_active=True)
        for membership in appointed.select_related("person__user").order_by("pk"):
            user = membership.person.user
            found.setdefault(user.pk, (user, of_posts[membership.post_id or 0]))
    return list(found.values())
