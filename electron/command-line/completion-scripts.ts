/** The completion scripts of the shells. Each calls `keyhold __complete`, so none contains a command or an option itself. */

export const SHELLS = ['bash', 'zsh', 'fish', 'pwsh'] as const
export type Shell = (typeof SHELLS)[number]

/** Bash splits words at `:` and `=`, keeps their quotes, and inserts candidates without quoting. The script corrects all three without `eval`. */
const BASH = String.raw`# Completions of keyhold for bash
_keyhold() {
    local i word current='' quote='' kind='' line prefix
    local -a words=() answer=()
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${'$'}{COMP_WORDS[i]}
        if ((${'$'}{#words[@]} > 0)) && [[ $word == [:=]* || ${'$'}{words[-1]} == *[:=] ]] && [[ ${'$'}{words[-1]} != -- ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
    done
    current=${'$'}{words[-1]}
    case $current in
    \"* | \'*) quote=${'$'}{current:0:1} current=${'$'}{current:1} ;;
    *) current=${'$'}{current//\\/} ;;
    esac
    for i in "${'$'}{!words[@]}"; do
        word=${'$'}{words[i]}
        case $word in
        \"*\" | \'*\') word=${'$'}{word:1:${'$'}{#word}-2} ;;
        *) word=${'$'}{word//\\/} ;;
        esac
        words[i]=$word
    done
    words[-1]=$current
    mapfile -t answer < <(keyhold __complete -- "${'$'}{words[@]}" 2>/dev/null)
    kind=${'$'}{answer[0]-}
    COMPREPLY=()
    case $kind in
    files)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    programs)
        mapfile -t COMPREPLY < <(compgen -c -- "$current")
        return
        ;;
    esac
    prefix=${'$'}{current%"${'$'}{current##*[:=]}"}
    for line in "${'$'}{answer[@]:1}"; do
        line=${'$'}{line%%$'\t'*}
        [[ $line == *[:=] ]] && compopt -o nospace
        [[ -z $quote ]] && line=${'$'}{line#"$prefix"}
        case $quote in
        \") line=${'$'}{line//\\/\\\\} line=${'$'}{line//\"/\\\"} line=${'$'}{line//\$/\\\$} line=${'$'}{line//$'\x60'/\\$'\x60'} ;;
        \') line=${'$'}{line//\'/\'\\\'\'} ;;
        *) printf -v line '%q' "$line" ;;
        esac
        COMPREPLY+=("$line")
    done
}
complete -F _keyhold keyhold
`

const ZSH = String.raw`#compdef keyhold
# Completions of keyhold for zsh
_keyhold() {
    local -a answer candidates
    answer=("${'$'}{(@f)$(keyhold __complete -- "${'$'}{(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    case ${'$'}{answer[1]} in
    files) _files ;;
    programs) _command_names -e ;;
    words)
        candidates=("${'$'}{(@)answer[2,-1]%%$'\t'*}")
        candidates=("${'$'}{(@)candidates:#}")
        (( ${'$'}{#candidates} )) || return 1
        compadd -S '' -- "${'$'}{(@M)candidates:#*[:=]}"
        compadd -- "${'$'}{(@)candidates:#*[:=]}"
        ;;
    esac
}
if [[ $funcstack[1] == _keyhold ]]; then
    _keyhold "$@"
else
    compdef _keyhold keyhold
fi
`

const FISH = String.raw`# Completions of keyhold for fish
function __keyhold_complete
    set -l words (commandline -opc) (commandline -ct | string unescape)
    if test (count $words) -lt 2
        set words $words ''
    end
    set -l answer (keyhold __complete -- $words[2..] 2>/dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path (commandline -ct)
        case programs
            __fish_complete_command
        case words
            if test (count $answer) -gt 1
                printf '%s\n' $answer[2..]
            end
    end
end
complete -c keyhold -f -a '(__keyhold_complete)'
`

const POWERSHELL = String.raw`# Completions of keyhold for PowerShell
Register-ArgumentCompleter -Native -CommandName keyhold -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    $current = $wordToComplete.Trim("'", '"')
    if ($wordToComplete -eq '') { $words += '' } else { $words[-1] = $current }
    $answer = @(keyhold __complete -- $words 2>$null)
    if ($answer.Count -eq 0 -or $answer[0] -ne 'words') { return }
    $answer | Select-Object -Skip 1 | ForEach-Object {
        $word, $says = $_ -split [char]9, 2
        if ($says -eq $null) { $says = $word }
        $text = if ($word -match '^[\w./:=@-]+$') { $word } else { "'" + ($word -replace "['\u2018\u2019\u201a\u201b]", '$0$0') + "'" }
        [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', $says)
    }
}
`

export const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH, pwsh: POWERSHELL }
