"""Scripts that let a shell complete verbs, options and paths.

In: the name of a shell. Out: a script for it, made from the parsers, so that it knows every
option::

    eval "$(clew --completion bash)"
"""

from __future__ import annotations

import argparse
import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

from tui.cli.actions import ACTIONS, USUAL
from tui.cli.arguments import SUBJECT, parser_for
from tui.cli.options import TYPES
from tui.cli.words import HELP, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDERS = ("--index-dir",)
_FILES = ("--queries",)


class Option(NamedTuple):
    """An option as shells need it.

    Attributes:
        name: with its dashes.
        about: what it does.
        valued: whether a value follows.
        values: what the value may be, where that is a choice.
        repeated: whether it may be given more than once.
    """

    name: str
    about: str
    valued: bool
    values: tuple[str, ...]
    repeated: bool


def script(shell: str) -> str:
    """The script for one of `tui.cli.words.SHELLS`."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]()


def options(verb: str | None) -> list[Option]:
    """The options of a verb, or of the explorer."""
    return [_option(action) for action in parser_for(verb)._actions if action.option_strings]


def _option(action: argparse.Action) -> Option:
    name = action.option_strings[0]
    values = tuple(action.choices or (TYPES if name == "--type" else ()))
    repeated = isinstance(action, argparse._AppendAction)
    return Option(name, action.help or "", action.nargs is None, values, repeated)


def _summary(verb: str) -> str:
    """What a verb does, as the help has it."""
    line = next((line for line in HELP.splitlines() if line.startswith(f"  clew {verb} ")), "")
    return re.split(r"\s{2,}", line.strip())[-1] if line else ""


def _valued() -> list[str]:
    every = (option for verb in (None, *VERBS) for option in options(verb) if option.valued)
    return list(dict.fromkeys(option.name for option in every))


def _choices() -> dict[str, tuple[str, ...]]:
    every = (option for verb in (None, *VERBS) for option in options(verb))
    return {option.name: option.values for option in every if option.values}


def _bash() -> str:
    cases = "\n".join(f"        {verb}) options={shlex.quote(_names(verb))} ;;" for verb in VERBS)
    choices = "\n".join(
        f'        {name}) COMPREPLY=($(compgen -W {shlex.quote(" ".join(values))} -- "$current")); '
        "return ;;"
        for name, values in _choices().items()
    )
    actions = "\n".join(
        f"        {verb}1) COMPREPLY{'+' if verb in USUAL else ''}="
        f'($(compgen -W {shlex.quote(" ".join(some))} -- "$current")) ;;'
        for verb, some in ACTIONS.items()
    )
    special = {*_FOLDERS, *_FILES, *_choices()}
    plain = "|".join(name for name in _valued() if name not in special)
    return f"""\
# Completion of clew for bash: eval "$(clew --completion bash)"
_clew() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
    local verb= word options position=0 skip=
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        if [[ -n $skip ]]; then
            skip=
        else
            case $word in
                {"|".join(_valued())}) skip=1 ;;
                -*) ;;
                {"|".join(VERBS)}) if ((position == 0)); then verb=$word; fi
                    ((position += 1)) ;;
                *) ((position += 1)) ;;
            esac
        fi
    done
    COMPREPLY=()
    case $previous in
        {"|".join(_FOLDERS)}) compopt -o filenames 2> /dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
        {"|".join(_FILES)}) compopt -o filenames 2> /dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
{choices}
        {plain}) return ;;
    esac
    if [[ $current == -* ]]; then
        case $verb in
{cases}
        *) options={shlex.quote(_names(None))} ;;
        esac
        COMPREPLY=($(compgen -W "$options" -- "$current"))
        return
    fi
    compopt -o filenames 2> /dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    case $verb$position in
        0) COMPREPLY+=($(compgen -W {shlex.quote(" ".join(VERBS))} -- "$current")) ;;
{actions}
    esac
}}
complete -F _clew clew
"""


def _names(verb: str | None) -> str:
    return " ".join(option.name for option in options(verb))


def _zsh() -> str:
    cases = "\n".join(
        f"        {verb})\n            _arguments -s \\\n{_zsh_options(verb)}\n"
        f"                '1:verb:' {_zsh_words(verb)} ;;"
        for verb in VERBS
    )
    verbs = " ".join(shlex.quote(f"{verb}:{_summary(verb)}") for verb in VERBS)
    return f"""\
#compdef clew
# Completion of clew for zsh: eval "$(clew --completion zsh)", after compinit
_clew() {{
    local -a verbs
    verbs=({verbs})
    local verb= word skip=
    for word in ${{words[2,CURRENT-1]}}; do
        if [[ -n $skip ]]; then
            skip=
            continue
        fi
        case $word in
            {"|".join(_valued())}) skip=1 ;;
            -*) ;;
            *) verb=$word; break ;;
        esac
    done
    case $verb in
{cases}
        *)
            _arguments -s \\
{_zsh_options(None)}
                '*:path:_files'
            if [[ -z $verb && -z $skip ]]; then
                _describe verb verbs
            fi ;;
    esac
}}
if [[ $funcstack[1] == _clew ]]; then
    _clew "$@"
else
    compdef _clew clew
fi
"""


def _zsh_words(verb: str) -> str:
    if verb in ACTIONS:
        return f"'2:action:({' '.join(ACTIONS[verb])})' '*:path:_files'"
    subject = SUBJECT.get(verb)
    if subject is None:
        return "'*:path:_files'"
    kind = "_files" if subject == "ARTICLE" else ""
    return f"'2:{subject.lower()}:{kind}' '*:path:_files'"


def _zsh_options(verb: str | None) -> str:
    return "\n".join(
        f"                {shlex.quote(_zsh_option(option))} \\" for option in options(verb)
    )


def _zsh_option(option: Option) -> str:
    about = option.about
    for sign in "\\[]:":
        about = about.replace(sign, f"\\{sign}")
    words = f"{'*' if option.repeated else ''}{option.name}[{about}]"
    if not option.valued:
        return words
    action = {**dict.fromkeys(_FOLDERS, "_files -/"), **dict.fromkeys(_FILES, "_files")}.get(
        option.name, ""
    )
    return f"{words}:value:{f'({chr(32).join(option.values)})' if option.values else action}"


def _fish() -> str:
    return "\n".join(_fish_lines()) + "\n"


def _fish_lines() -> Iterator[str]:
    yield f"""\
# Completion of clew for fish: clew --completion fish | source
function __clew_at -d 'Whether the command has this verb; other: one of none; none: no word yet'
    set -l skip
    set -l found none
    for word in (commandline -opc)[2..-1]
        if test -n "$skip"
            set skip
            continue
        end
        switch $word
            case {" ".join(_valued())}
                set skip 1
            case '-*'
            case {" ".join(VERBS)}
                set found $word
                break
            case '*'
                set found other
                break
        end
    end
    contains -- $found $argv
end"""
    for verb in VERBS:
        about = _fish_quoted(_summary(verb))
        yield f"complete -c clew -n '__clew_at none' -a {verb} -d {about}"
    for verb, actions in ACTIONS.items():
        yield f"complete -c clew -n '__clew_at {verb}' -a {_fish_quoted(' '.join(actions))}"
    verbs: tuple[str | None, ...] = (None, *VERBS)
    for verb_or_none in verbs:
        when = f"'__clew_at {verb_or_none or 'none other'}'"
        for option in options(verb_or_none):
            words = f"complete -c clew -n {when} -l {option.name[2:]}"
            if option.values:
                words += f" -x -a {_fish_quoted(' '.join(option.values))}"
            elif option.name in _FOLDERS:
                words += " -x -a '(__fish_complete_directories)'"
            elif option.name in _FILES:
                words += " -r -F"
            elif option.valued:
                words += " -x"
            yield f"{words} -d {_fish_quoted(option.about)}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
