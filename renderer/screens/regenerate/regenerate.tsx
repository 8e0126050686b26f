/** Regenerates a key at its provider: shows what will happen and the progress, and an outcome that needs the user. */
import { useState } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useKey, useProviderOf } from '../../vault/store.ts'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { BeforeRegenerate } from './before-regenerate.tsx'
import { isBusy, mayClose } from './flow.ts'
import { keptExpiryOf } from './kept-expiry.ts'
import { OpenOutcomeDialog } from './open-outcome.tsx'
import { PasteDialog } from './paste.tsx'
import { ProgressList } from './progress-list.tsx'
import { OldLivesOn } from './old-lives-on.tsx'
import { beforeMessages, regenerateMessages } from './regenerate-messages.ts'
import { Stopped } from './stopped.tsx'
import { useFlow } from './use-flow.ts'

export function RegenerateDialog({ id }: { readonly id: KeyId }) {
  const now = useKey(id)
  // Keeps the row before the operation: statements about the old value must not change when the new one arrives.
  const [row] = useState(now)
  const metadata = useProviderOf(row)
  if (row === undefined) return <MissingDialog what="key" />
  if (row.account === undefined || metadata?.can.regenerate !== true) return <PasteDialog id={id} />
  return <AtProvider row={row} metadata={metadata} />
}

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata
}

function AtProvider({ row, metadata }: Props) {
  const { id, name } = row
  const canStay = metadata.rotation.oldSecretCanStay === true && row.overlap === undefined
  const [overlapHours, setOverlapHours] = useState<number>()
  const facts = {
    kind: 'regenerate',
    name,
    provider: metadata.name,
    oldSecretDies: metadata.rotation.oldSecretDies,
    before: row,
    keptExpiry: keptExpiryOf(row, metadata),
    oldLivesOn: overlapHours !== undefined,
  } as const
  const { flow, start, take, again } = useFlow(facts)
  const title = regenerateMessages.title(name)
  const words = regenerateMessages.confirm(name, metadata.name)
  const renew = () =>
    void start(() => call('key:regenerate', { key: id, ...(overlapHours !== undefined && { overlapHours }) }))

  if (flow.state === 'open')
    return <OpenOutcomeDialog {...{ title, facts }} outcome={flow.outcome} onAgain={again} onOutcome={take} />
  const isRunning = isBusy(flow)
  return (
    <Dialog
      title={title}
      onClose={closeDialog}
      mayClose={mayClose(flow)}
      footer={
        <>
          <Button onPress={closeDialog} isDisabled={isRunning}>
            {commonMessages.cancel}
          </Button>
          {flow.state !== 'unclear' && (
            <Button looks="primary" icon="regenerate" isPending={isRunning} onPress={renew}>
              {isRunning ? regenerateMessages.running : words}
            </Button>
          )}
        </>
      }
    >
      <Stopped flow={flow} facts={facts} />
      {isRunning ? (
        <ProgressList kind="regenerate" keyId={id} provider={metadata.name} />
      ) : (
        flow.state !== 'unclear' && (
          <BeforeRegenerate row={row} metadata={metadata} oldLivesOn={overlapHours !== undefined}>
            {canStay && (
              <OldLivesOn
                row={row}
                hint={beforeMessages.endsByItself(metadata.name)}
                hours={overlapHours}
                onChange={setOverlapHours}
                endedBy={metadata.name}
              />
            )}
          </BeforeRegenerate>
        )
      )}
    </Dialog>
  )
}
