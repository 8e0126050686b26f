/** What the worker can do. */
import type { ExportEntry } from '../../shared/model/export.ts'
import { shapeOf } from '../../shared/shapes/match-shape.ts'
import { checkRecipients, newIdentity } from '../formats/age.ts'
import { readBackup } from '../formats/backup/read.ts'
import { writeBackup } from '../formats/backup/write.ts'
import { readFile } from '../formats/read-file.ts'
import { writeFile } from '../formats/write-file.ts'
import type { OwnTasks } from './task.ts'

/** Entries that cross at once: few enough that no thread waits long for their copies. */
const PART = 250

export const tasks: OwnTasks = {
  'age:check-recipients': (recipients) => checkRecipients(recipients),
  'age:new-identity': () => newIdentity(),
  'backup:write': writeBackup,
  'backup:read': (input, tools) => readBackup(input, tools),

  async 'import:read-file'({ format: asked, ...source }, { part }) {
    const { format, entries, skipped } = await readFile(source, asked)
    for (let at = 0; at < entries.length; at += PART)
      await part(
        entries.slice(at, at + PART).map((entry) => ({ ...entry, shape: shapeOf(entry.secret)?.id })),
      )
    return { format, skipped }
  },

  async 'export:write-file'(request, { pieces }) {
    const entries: ExportEntry[] = []
    for await (const some of pieces) entries.push(...some)
    return await writeFile(entries, request)
  },
}
