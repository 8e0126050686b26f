/**
 * What a page may ask about imports. The user chooses every file in a dialog of the system or drops it on the window, so no page names a path; main
 * reads the files, and the page sees names and places, never a secret. The window has one import at a time: choosing files again forgets what was
 * read before.
 */
import { basename } from 'node:path'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type {
  ImportHead,
  ImportId,
  ImportPreview,
  ImportProgress,
  PlainFile,
} from '../../../shared/contract/import.ts'
import { IMPORT_PART } from '../../../shared/model/import-formats.ts'
import type { UserActions } from '../consent/user-actions.ts'
import type { World } from '../ports/world.ts'
import { inSteps } from '../projection/in-steps.ts'
import type { Imports, ReadOptions } from './imports.ts'

interface Deps {
  readonly imports: Imports
  readonly actions: Pick<UserActions, 'dialog' | 'need'>
  readonly world: Pick<World, 'fileDialogs' | 'fileDrops' | 'push'>
}

/** Each throws Failure `not-found` for an import that is closed, and the Failures of {@link Imports}. */
export interface ImportRequests {
  /** Throws Failure `limit` without a press by the user where a dialog is needed, as `chooseKeyFile` does. */
  choose(input: Input<'import:choose'>): Promise<Output<'import:choose'>>
  part(input: Input<'import:part'>): Output<'import:part'>
  chooseKeyFile(input: Input<'import:choose-key-file'>): Promise<Output<'import:choose-key-file'>>
  unlock(input: Input<'import:unlock'>): Promise<ImportHead>
  run(input: Input<'import:run'>): Promise<Output<'import:run'>>
  plainFiles(input: Input<'import:plain-files'>): Promise<Output<'import:plain-files'>>
  /** Throws Failure `limit` without a press by the user. */
  cleanFiles(input: Input<'import:clean-files'>): Promise<Output<'import:clean-files'>>
  cancel(): void
  close(input: Input<'import:close'>): void
  /** Forgets what was read. What is being stored is stored to its end first. */
  locked(): void
}

interface WindowImport {
  preview: ImportPreview
  keyFile: Uint8Array | undefined
  /** Whether something of it is being stored, or a file changed. */
  isStoring: boolean
  plainFiles: readonly PlainFile[]
}

export function createImportRequests({ imports, actions, world }: Deps): ImportRequests {
  const { fileDialogs: dialogs, fileDrops: drops, push } = world
  let current: WindowImport | undefined
  let working: AbortController | undefined
  let isLeft = false

  function need(id: ImportId): WindowImport {
    if (current?.preview.id !== id) throw new Failure({ kind: 'not-found', what: 'entry' })
    return current
  }

  function forget(): void {
    working?.abort()
    isLeft = false
    if (current === undefined) return
    current.keyFile?.fill(0)
    imports.close(current.preview.id)
    current = undefined
  }

  async function work<T>(
    kind: ImportProgress['work'],
    run: (options: Pick<ReadOptions, 'progress'> & { readonly signal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController()
    working = controller
    const progress = inSteps((done) => push('import:progress', { work: kind, done }))
    try {
      return await run({ signal: controller.signal, progress })
    } finally {
      if (working === controller) working = undefined
    }
  }

  /** The app lock waits for it before it forgets the import. */
  async function toItsEnd<T>(id: ImportId, run: () => Promise<T>): Promise<T> {
    const one = need(id)
    one.isStoring = true
    try {
      return await run()
    } finally {
      one.isStoring = false
      if (isLeft) forget()
    }
  }

  /** Reads, unless it was cancelled in the meantime: then nothing of it is kept. */
  const read = (start: (options: ReadOptions) => Promise<ImportPreview>): Promise<ImportPreview> =>
    work('comparing', async (options) => {
      const preview = await start(options)
      if (!options.signal.aborted) return preview
      imports.close(preview.id)
      throw new Failure({ kind: 'work', why: 'cancelled' })
    })

  return {
    async choose({ from, format }) {
      forget()
      const paths =
        from === 'dropped' ? await drops.last() : await actions.dialog(() => dialogs.chooseSources(from))
      if (paths.length === 0) return {}
      const preview = await read((options) => imports.readPaths(paths, { ...options, format }))
      current = { preview, keyFile: undefined, isStoring: false, plainFiles: [] }
      return { import: headOf(preview) }
    },

    part({ import: id, from }) {
      const { files, rows, skipped } = need(id).preview
      const part = <T>(all: readonly T[]): T[] => all.slice(from, from + IMPORT_PART)
      return { files: part(files), rows: part(rows), skipped: part(skipped) }
    },

    async chooseKeyFile({ import: id }) {
      need(id)
      const path = await actions.dialog(() => dialogs.chooseFile())
      if (path === undefined) return {}
      const keyFile = await imports.keyFile(path)
      const one = need(id)
      one.keyFile?.fill(0)
      one.keyFile = keyFile
      return { name: basename(path) }
    },

    async unlock({ import: id, passphrase }) {
      const one = need(id)
      const { keyFile } = one
      one.preview = await read((options) => imports.unlock(id, passphrase, { ...options, keyFile }))
      return headOf(one.preview)
    },

    run({ import: id, rows, isApart }) {
      const choices = rows.map((row) => ({ row, isApart }))
      return toItsEnd(id, () => work('storing', (options) => imports.run(id, choices, options)))
    },

    async plainFiles({ import: id, from }) {
      const one = need(id)
      if (from === 0) one.plainFiles = await imports.plainFiles(id)
      return partOf(one.plainFiles, from)
    },

    async cleanFiles({ import: id, how, files }) {
      need(id)
      await actions.need('files')
      return toItsEnd(id, () => imports.cleanFiles(id, how, files))
    },

    cancel: () => working?.abort(),

    close({ import: id }) {
      if (current?.preview.id === id) forget()
    },

    locked() {
      if (current?.isStoring === true) isLeft = true
      else forget()
    },
  }
}

const headOf = ({ id, files, rows, skipped }: ImportPreview): ImportHead => ({
  id,
  size: Math.max(files.length, rows.length, skipped.length),
})

/** As many files as have `IMPORT_PART` changes together, and at least one. */
function partOf(files: readonly PlainFile[], from: number): Output<'import:plain-files'> {
  const part: PlainFile[] = []
  let size = 0
  let at = from
  for (; at < files.length; at += 1) {
    const file = files[at]
    if (file === undefined) break
    size += 1 + file.changes.length
    if (part.length > 0 && size > IMPORT_PART) break
    part.push(file)
  }
  return { files: part, ...(at < files.length && { next: at }) }
}
