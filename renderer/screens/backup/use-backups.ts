/** Reads the state of the backups, and the progress of backup work. */
import { useEffect, useState } from 'react'
import type { BackupState } from '../../../shared/backup/state.ts'
import type { Payload } from '../../../shared/contract/contract.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import { useAnswer } from '../../parts/use-answer.ts'
import { unlessCancelled, useTask, type Task } from '../../parts/use-task.ts'
import { call, on } from '../../vault/bridge.ts'

const askForState = () => call('backup:state')

/** Reads the state again whenever it changes. */
export function useBackups(): {
  readonly state: BackupState | undefined
  readonly error: AppError | undefined
} {
  const { value: state, error, reload } = useAnswer(askForState)
  useEffect(() => on('backup:changed', reload), [reload])
  return { state, error }
}

export type Work = Payload<'backup:progress'>['work']

/** From 0 to 1; `undefined` before the first progress event of this work. */
export function useBackupProgress(work: Work): number | undefined {
  const [done, setDone] = useState<number>()
  useEffect(
    () => on('backup:progress', (news) => setDone((before) => (news.work === work ? news.done : before))),
    [work],
  )
  return done
}

/** A task that the user may cancel. A cancellation is not shown as a failure. */
export function useStoppableTask(): Task & { readonly stop: () => void } {
  const task = useTask()
  return { ...task, error: unlessCancelled(task.error), stop: () => void call('backup:cancel') }
}
