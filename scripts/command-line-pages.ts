/** `npm run pages`: generates the man page and the documentation pages of the `keyhold` command from its command specifications. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMMANDS } from '../electron/command-line/commands.ts'
import { manualPage } from './command-line/manual.ts'
import { pagesOf } from './command-line/pages.ts'

const ROOT = join(import.meta.dirname, '..')
const frame = readFileSync(join(ROOT, 'scripts', 'command-line', 'keyhold.1.in'), 'utf8')
writeFileSync(join(ROOT, 'resources', 'package', 'keyhold.1'), manualPage(frame, COMMANDS))
const folder = join(ROOT, 'docs', 'command-line')
mkdirSync(folder, { recursive: true })
for (const [name, text] of await pagesOf(COMMANDS)) writeFileSync(join(folder, name), text)
