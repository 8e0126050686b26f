/** Snoozes the reminders of one key. */
import { useMemo } from 'react'
import type { KeyId } from '../../../shared/model/model.ts'
import { SnoozeDialog } from './snooze-dialog.tsx'

export function SnoozeOneDialog({ id }: { readonly id: KeyId }) {
  const ids = useMemo(() => [id], [id])
  return <SnoozeDialog ids={ids} />
}
