/** Tests the new key at its provider with a call that changes nothing, and shows the result. */
import { useState } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Ago } from '../../parts/time.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { verifyMessages } from './overlap-messages.ts'

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
        aria-label={verifyMessages.verifyNamed(name)}
        onPress={verify}
      >
        {verifyMessages.verify}
      </Button>
      {task.error !== undefined && (
        <ErrorNotice error={task.error} provider={provider} now={now} tone="warn" />
      )}
      {proof !== undefined && (
        <Notice
          tone={proof.works ? 'good' : 'warn'}
          title={proof.works ? verifyMessages.works(provider) : verifyMessages.fails(provider)}
        >
          {verifyMessages.testedBefore} <Ago at={proof.at} />
          {proof.works ? verifyMessages.testedAfter.works : verifyMessages.testedAfter.fails}
        </Notice>
      )}
    </>
  )
}
