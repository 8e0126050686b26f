/** Generates the documentation page of each command from its specification. Pure except for the formatting. */
import { format } from 'prettier'
import { shownOf, type CommandSpec } from '../../electron/command-line/command.ts'
import { optionWords, usageLine } from '../../electron/command-line/help-text.ts'
import { optionsOf } from '../../electron/command-line/parse.ts'
import { EXIT } from '../../shared/contract/command-line-limits.ts'
import { PROGRAM_SWITCHES } from '../../electron/command-line/program-switches.ts'
import { EXITS } from './manual.ts'

/** Escapes text, so that Markdown interprets no character of it. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&')

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``)

const row = (name: string, help: string): string =>
  `| ${code(name.trim()).replaceAll('|', '\\|')} | ${plain(help)} |`

const table = (head: string, rows: readonly string[]): readonly string[] =>
  rows.length === 0 ? [] : ['', `| ${head} | |`, '| --- | --- |', ...rows]

const NEEDS: Readonly<Record<NonNullable<CommandSpec['asks']>, string>> = {
  secret: 'Keyhold asks you before a secret leaves the vault, unless you allowed it before.',
  change: 'Keyhold asks you each time.',
}

export function commandPage(command: CommandSpec): Promise<string> {
  const { name, summary, details, arguments: args = [], rest, asks, needsUnlocked, examples } = command
  const words = [...args, ...(rest === undefined ? [] : [rest])]
  return formatted([
    `# keyhold ${name}`,
    '',
    `${plain(summary)}.`,
    '',
    '```sh',
    usageLine(command),
    '```',
    ...details.flatMap((text) => ['', plain(text)]),
    '',
    [
      ...(asks === undefined ? [] : [NEEDS[asks]]),
      ...(needsUnlocked ? ['Refused while Keyhold is locked.'] : []),
    ].join(' '),
    ...table(
      'Argument',
      words.map((one) => row(one.name, one.help)),
    ),
    ...table(
      'Option',
      Object.entries(optionsOf(command)).map(([option, spec]) => row(optionWords(option, spec), spec.help)),
    ),
    '',
    '## Examples',
    ...examples.flatMap(({ line, says }) => ['', plain(says), '', '```sh', line, '```']),
  ])
}

export function indexPage(commands: readonly CommandSpec[]): Promise<string> {
  return formatted([
    '# The command line',
    '',
    'The command `keyhold` works on the same vault as the window. `keyhold help` lists its commands, `keyhold help COMMAND` explains one.',
    '',
    '| Command | |',
    '| --- | --- |',
    ...commands.map(
      ({ name, summary }) => `| [${code(`keyhold ${name}`)}](${name}.md) | ${plain(summary)} |`,
    ),
    '',
    'Guides:',
    '',
    ...Object.entries(GUIDES).map(([name, title]) => `- [${plain(title)}](guides/${name})`),
    '',
    'The program has switches of its own:',
    ...table(
      'Switch',
      PROGRAM_SWITCHES.map(({ name, help }) => row(name, help)),
    ),
    '',
    'Scripts can rely on the exit codes:',
    ...table(
      'Exit code',
      Object.entries(EXITS).map(([name, text]) => row(String(EXIT[name as keyof typeof EXIT]), text)),
    ),
  ])
}

/** The guides in `docs/command-line/guides`, which are not generated. */
export const GUIDES: Readonly<Record<string, string>> = {
  'sign-in.md': 'Sign in other programs: git, AWS programs, docker, npm, direnv',
  'agents.md': 'Let an agent use keys: the Model Context Protocol',
}

const formatted = (lines: readonly string[]): Promise<string> =>
  format(`${lines.join('\n')}\n`, { parser: 'markdown', printWidth: 110 })

/** Every generated file, by its name in `docs/command-line`. */
export async function pagesOf(commands: readonly CommandSpec[]): Promise<ReadonlyMap<string, string>> {
  const shown = shownOf(commands)
  const pages = await Promise.all(
    shown.map(async (command) => [`${command.name}.md`, await commandPage(command)] as const),
  )
  return new Map([['README.md', await indexPage(shown)], ...pages])
}
