/** Regenerates a key at its provider: shows what will happen, the progress and the outcome. */
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
import { mayClose } from './flow.ts'
import { OutcomeButtons } from './outcome-buttons.tsx'
import { OutcomePanel } from './outcome-panel.tsx'
import { PasteDialog } from './paste.tsx'
import { ProgressList } from './progress-list.tsx'
import { regenerateMessages } from './regenerate-messages.ts'
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
  const { flow, start, take, again } = useFlow()
  const { id, name } = row
  const words = regenerateMessages.confirm(name, metadata.name)
  const renew = () => void start(() => call('key:regenerate', { key: id }))

  const outcomeFacts = {
    kind: 'regenerate',
    name,
    provider: metadata.name,
    oldSecretDies: metadata.rotation.oldSecretDies,
    before: row,
  } as const

  const footer =
    flow.state === 'ended' ? (
      <OutcomeButtons outcome={flow.outcome} name={name} onAgain={again} onOutcome={take} />
    ) : (
      <>
        <Button onPress={closeDialog} isDisabled={flow.state === 'running'}>
          {commonMessages.cancel}
        </Button>
        {flow.state !== 'unclear' && (
          <Button looks="primary" icon="regenerate" isPending={flow.state === 'running'} onPress={renew}>
            {flow.state === 'running' ? regenerateMessages.running : words}
          </Button>
        )}
      </>
    )

  return (
    <Dialog
      title={regenerateMessages.title(name)}
      onClose={closeDialog}
      mayClose={mayClose(flow)}
      footer={footer}
    >
      <Stopped flow={flow} provider={metadata.name} />
      {(flow.state === 'ask' || flow.state === 'refused') && (
        <BeforeRegenerate row={row} metadata={metadata} />
      )}
      {flow.state === 'running' && <ProgressList kind="regenerate" keyId={id} provider={metadata.name} />}
      {flow.state === 'ended' && (
        <OutcomePanel outcome={flow.outcome} facts={outcomeFacts} onOutcome={take} />
      )}
    </Dialog>
  )
}
