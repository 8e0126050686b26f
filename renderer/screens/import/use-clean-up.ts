/** Asks main which files of an import still hold secrets in plain text, and changes them on request of the user. */
import { useEffect, useState } from 'react'
import type { Result, AppError } from '../../../shared/contract/errors.ts'
import type { CleanUp, ImportId, PlainFile } from '../../../shared/contract/import.ts'
import { useTask } from '../../parts/use-task.ts'
import { call } from '../../vault/bridge.ts'
import { filesFor, type Cleaned } from './clean-up.ts'

export interface CleanUpState {
  /** `undefined` until main has answered. */
  readonly files: readonly PlainFile[] | undefined
  /** What was done, in order. */
  readonly cleaned: readonly Cleaned[]
  readonly isRunning: boolean
  readonly error: AppError | undefined
  readonly clean: (how: CleanUp, then: () => void) => void
}

export function useCleanUp(id: ImportId): CleanUpState {
  const [files, setFiles] = useState<readonly PlainFile[]>()
  const [cleaned, setCleaned] = useState<readonly Cleaned[]>([])
  const task = useTask()

  useEffect(() => {
    let isLeft = false
    void plainFiles(id).then((found) => {
      if (!isLeft) setFiles(found.ok ? found.value : [])
    })
    return () => {
      isLeft = true
    }
  }, [id, cleaned])

  return {
    files,
    cleaned,
    isRunning: task.isRunning,
    error: task.error,
    clean(how, then) {
      const indexes = filesFor(how, files ?? []).map(({ index }) => index)
      void task.run(
        () => call('import:clean-files', { import: id, how, files: indexes }),
        (result) => {
          setCleaned((before) => [...before, { ...result, how }])
          then()
        },
      )
    },
  }
}

/** The list is requested in parts. */
async function plainFiles(id: ImportId): Promise<Result<readonly PlainFile[]>> {
  const files: PlainFile[] = []
  for (let from: number | undefined = 0; from !== undefined;) {
    const part: Awaited<ReturnType<typeof call<'import:plain-files'>>> = await call('import:plain-files', {
      import: id,
      from,
    })
    if (!part.ok) return part
    files.push(...part.value.files)
    from = part.value.next
  }
  return { ok: true, value: files }
}
