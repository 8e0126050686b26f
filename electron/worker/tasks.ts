/** The worker's tasks. */
import { Failure } from '../../shared/contract/errors.ts'
import type { ExportEntry } from '../../shared/model/export.ts'
import type { FormatEntry } from '../../shared/model/import.ts'
import { shapeOf } from '../../shared/shapes/match-shape.ts'
import type { FileToRewrite, RewrittenPart, ShapedEntry } from '../core/ports/worker.ts'
import { checkRecipients, newIdentity } from '../formats/age.ts'
import { readBackup } from '../formats/backup/read.ts'
import { writeBackup } from '../formats/backup/write.ts'
import { putReferences } from '../formats/put-references.ts'
import { readFile } from '../formats/read-file.ts'
import { writeFile } from '../formats/write-file.ts'
import type { OwnTasks } from './task.ts'

/** How many entries one message carries: few, so that copying them blocks neither thread for long. */
const PART = 250

export const tasks: OwnTasks = {
  'age:check-recipients': (recipients) => checkRecipients(recipients),
  'age:new-identity': () => newIdentity(),
  'backup:write': writeBackup,
  'backup:read': (input, tools) => readBackup(input, tools),

  async 'import:read-files'(secrets, { pieces, part }) {
    for await (const { format: asked, ...source } of pieces) {
      const read = await readFile({ ...source, ...secrets }, asked).catch(failureOf)
      if ('error' in read) {
        await part({ kind: 'failed', error: read.error })
        continue
      }
      const { format, entries, skipped } = read
      for (let at = 0; at < entries.length; at += PART)
        await part({ kind: 'entries', entries: entries.slice(at, at + PART).map(withShape) })
      await part({ kind: 'read', format, skipped })
    }
  },

  async 'import:put-references'(_, { pieces, part }) {
    for await (const piece of pieces) await part(rewritten(piece))
  },

  async 'export:write-file'(request, { pieces }) {
    const entries: ExportEntry[] = []
    for await (const some of pieces) entries.push(...some)
    return await writeFile(entries, request)
  },
}

const withShape = (entry: FormatEntry): ShapedEntry => ({ ...entry, shape: shapeOf(entry.secret)?.id })

function rewritten({ bytes, replacements }: FileToRewrite): RewrittenPart {
  try {
    return { kind: 'rewritten', bytes: putReferences(bytes, replacements) }
  } catch (thrown) {
    return { kind: 'failed', error: failureOf(thrown).error }
  }
}

/** Any other error ends the task. */
function failureOf(thrown: unknown): Pick<Failure, 'error'> {
  if (thrown instanceof Failure) return thrown
  throw thrown
}
