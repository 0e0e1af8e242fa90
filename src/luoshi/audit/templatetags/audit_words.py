"""Action codes in words, for templates."""

from django import template

from luoshi.audit.words import in_words

register = template.Library()
register.filter("in_words", in_words)
