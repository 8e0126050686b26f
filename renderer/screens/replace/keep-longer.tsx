/** Extends an overlap, so that both keys stay active for longer. */
import { useState } from 'react'
import { HOUR_MS } from '../../../shared/expiry/expiry.ts'
import { oldExpiryOf, outlives } from '../../../shared/expiry/lifetime.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import { isOverlap, overlapLeft } from '../../../shared/model/overlap.ts'
import { call } from '../../vault/bridge.ts'
import { momentText } from '../../messages/dates.ts'
import { Notice } from '../../parts/notice.tsx'
import { useKey, useOperation, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { ConfirmDialog } from '../confirm/confirm-dialog.tsx'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { OverlapField } from './overlap-field.tsx'
import { keepLongerMessages } from './replace-messages.ts'

export function KeepLongerDialog({ id }: { readonly id: OperationId }) {
  const operation = useOperation(id)
  const now = useVault((state) => state.now)
  const usualHours = useVault((state) => state.settings.overlapHours)
  const [hours, setHours] = useState(usualHours)
  const old = useKey(operation?.overlap?.old)
  if (operation === undefined || !isOverlap(operation)) return <MissingDialog what="operation" />
  const { oldName, until: before } = operation.overlap
  // The hours are added to the time left, so that an extension never shortens the overlap.
  const from = Math.max(before, now)
  const until = from + hours * HOUR_MS
  return (
    <ConfirmDialog
      title={keepLongerMessages.title(oldName)}
      words={keepLongerMessages.confirm(momentText(until))}
      icon="later"
      looks="primary"
      run={() => call('overlap:keep-longer', { operation: id, until })}
      then={() => toast({ tone: 'good', text: keepLongerMessages.done(momentText(until)), about: oldName })}
    >
      <p className="soft">{keepLongerMessages.left(overlapLeft(operation.overlap, now))}</p>
      {outlives(until, oldExpiryOf(operation.overlap, old), now) && (
        <Notice tone="warn" title={keepLongerMessages.oldEndsFirst}>
          {keepLongerMessages.oldEndsFirstDetail}
        </Notice>
      )}
      <OverlapField label={keepLongerMessages.lengthLabel} hours={hours} onChange={setHours} from={from} />
    </ConfirmDialog>
  )
}
