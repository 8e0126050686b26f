/** Tries the new key at its provider, by a call that changes nothing there, and says what came of it. */
import { useState } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Ago } from '../../parts/time.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'

interface Props {
  readonly id: KeyId
  readonly name: string
  readonly provider: string
}

export function VerifyButton({ id, name, provider }: Props) {
  const task = useTask()
  const now = useVault((state) => state.now)
  const [proof, setProof] = useState<Output<'key:verify'>>()
  const verify = () => {
    setProof(undefined)
    void task.run(() => call('key:verify', { key: id }), setProof)
  }
  return (
    <>
      <Button
        size="small"
        icon="verify"
        isPending={task.isRunning}
        aria-label={`Test new key (${name})`}
        onPress={verify}
      >
        Test new key
      </Button>
      {task.error !== undefined && (
        <ErrorNotice error={task.error} provider={provider} now={now} tone="warn" />
      )}
      {proof !== undefined && (
        <Notice
          tone={proof.works ? 'good' : 'warn'}
          title={proof.works ? `${provider} accepts the new key` : `${provider} does not accept the new key`}
        >
          Tested <Ago at={proof.at} />. The test changes nothing at the provider.
          {!proof.works && ' Don’t retire the old one yet.'}
        </Notice>
      )}
    </>
  )
}
