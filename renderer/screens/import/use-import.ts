/** Runs an import from its first file to its report. If the user leaves at any step, the main process deletes what it has read from memory. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { ImportHead } from '../../../shared/contract/import.ts'
import type { Result } from '../../../shared/contract/errors.ts'
import { IMPORT_PART, type ImportFormat } from '../../../shared/model/import-formats.ts'
import { unlessCancelled } from '../../parts/use-task.ts'
import { call, on } from '../../vault/bridge.ts'
import {
  BEFORE,
  toPreview,
  whenRead,
  whenProgressed,
  type Choice,
  type Found,
  type ImportState,
} from './import-flow.ts'

export interface ImportFlow {
  readonly state: ImportState
  readonly choose: (from: Input<'import:choose'>['from'], format: ImportFormat | undefined) => void
  readonly chooseKeyFile: () => void
  readonly unlock: (passphrase: string) => void
  /** Continues without the files that are still encrypted. */
  readonly skipEncrypted: () => void
  readonly decide: (choice: Choice) => void
  readonly store: () => void
  /** Stops after the row that is being stored. */
  readonly stop: () => void
  readonly startAgain: () => void
}

/** `isDropped`: starts with the files that were just dropped on the window. */
export function useImport(isDropped: boolean): ImportFlow {
  const [state, setState] = useState<ImportState>(BEFORE)
  const open = useRef<ImportHead>(undefined)
  const isLeft = useRef(false)

  const chooseDropped = useEffectEvent(() => void choose('dropped', undefined))
  useEffect(() => on('import:progress', (progress) => setState((now) => whenProgressed(now, progress))), [])
  useEffect(() => {
    isLeft.current = false
    if (isDropped) chooseDropped()
    return () => {
      isLeft.current = true
      void call('import:cancel')
      forget(open.current)
    }
  }, [isDropped])

  async function choose(
    from: Input<'import:choose'>['from'],
    format: ImportFormat | undefined,
  ): Promise<void> {
    setState({ state: 'choosing', isReading: true, done: undefined, error: undefined })
    const answer = await call('import:choose', { from, ...(format && { format }) })
    setState(await afterChoice(answer))
  }

  async function afterChoice(answer: Result<Output<'import:choose'>>): Promise<ImportState> {
    if (!answer.ok) return { ...BEFORE, error: unlessCancelled(answer.error) }
    const head = answer.value.import
    if (head === undefined) return BEFORE
    open.current = head
    if (isLeft.current) {
      forget(head) // the user left while main was reading
      return BEFORE
    }
    const found = await foundBy(head)
    return found.ok ? whenRead(found.value) : { ...BEFORE, error: found.error }
  }

  async function unlock(passphrase: string): Promise<void> {
    if (state.state !== 'locked' || state.isTrying) return
    setState({ ...state, isTrying: true, error: undefined })
    const answer = await call('import:unlock', { import: state.found.id, passphrase })
    const found = answer.ok ? await foundBy(answer.value) : answer
    setState(
      found.ok ? whenRead(found.value, state.keyFile) : { ...state, isTrying: false, error: found.error },
    )
  }

  async function chooseKeyFile(): Promise<void> {
    if (state.state !== 'locked') return
    const answer = await call('import:choose-key-file', { import: state.found.id })
    setState((now) => {
      if (now.state !== 'locked') return now
      if (!answer.ok) return { ...now, error: answer.error }
      return { ...now, keyFile: answer.value.name ?? now.keyFile, error: undefined }
    })
  }

  async function store(): Promise<void> {
    if (state.state !== 'preview' && state.state !== 'ended') return
    const { found, choice } = state
    setState({ state: 'storing', found, choice, done: 0, isStopping: false })
    const rows = [...choice.ticked].sort((one, other) => one - other)
    const answer = await call('import:run', { import: found.id, rows, isApart: choice.isApart })
    setState(
      answer.ok
        ? { state: 'ended', found, choice, report: answer.value }
        : { state: 'preview', found, choice, error: answer.error },
    )
  }

  return {
    state,
    choose: (from, format) => void choose(from, format),
    chooseKeyFile: () => void chooseKeyFile(),
    unlock: (passphrase) => void unlock(passphrase),
    skipEncrypted: () => setState((now) => (now.state === 'locked' ? toPreview(now.found) : now)),
    decide: (choice) => setState((now) => (now.state === 'preview' ? { ...now, choice } : now)),
    store: () => void store(),
    stop() {
      setState((now) => (now.state === 'storing' ? { ...now, isStopping: true } : now))
      void call('import:cancel')
    },
    startAgain() {
      forget(open.current)
      open.current = undefined
      setState(BEFORE)
    },
  }
}

function forget(head: ImportHead | undefined): void {
  if (head !== undefined) void call('import:close', { import: head.id })
}

/** Long lists are requested in parts. */
async function foundBy({ id, size }: ImportHead): Promise<Result<Found>> {
  const found: Found = { id, files: [], rows: [], skipped: [] }
  for (let from = 0; from === 0 || from < size; from += IMPORT_PART) {
    const part = await call('import:part', { import: id, from })
    if (!part.ok) return part
    found.files.push(...part.value.files)
    found.rows.push(...part.value.rows)
    found.skipped.push(...part.value.skipped)
  }
  return { ok: true, value: found }
}
