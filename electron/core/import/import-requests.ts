/**
 * What a page may ask about imports. The user chooses every file in a dialog of the system or drops it on the window, so no page names a path; main
 * reads the files, and the page sees names and places, never a secret. The window has one import at a time: choosing files again forgets what was read before.
 */
import { basename } from 'node:path'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { ImportHead, ImportId, ImportPreview, ImportProgress } from '../../../shared/contract/import.ts'
import { IMPORT_PART } from '../../../shared/model/import-formats.ts'
import type { UserActions } from '../consent/user-actions.ts'
import type { World } from '../ports/world.ts'
import { inSteps } from '../projection/in-steps.ts'
import type { Imports, ReadOptions } from './imports.ts'

interface Deps {
  readonly imports: Imports
  readonly actions: Pick<UserActions, 'dialog'>
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
  cancel(): void
  close(input: Input<'import:close'>): void
  /** Forgets what was read. What is being stored is stored to its end first. */
  locked(): void
}

interface WindowImport {
  preview: ImportPreview
  keyFile: Uint8Array | undefined
  isStoring: boolean
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
      current = { preview, keyFile: undefined, isStoring: false }
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

    async run({ import: id, rows, isApart }) {
      const one = need(id)
      one.isStoring = true
      try {
        const choices = rows.map((row) => ({ row, isApart }))
        return await work('storing', (options) => imports.run(id, choices, options))
      } finally {
        one.isStoring = false
        if (isLeft) forget()
      }
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
