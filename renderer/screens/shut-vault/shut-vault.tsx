/** Explains why the database did not open, and offers the ways to recover. Nothing has been changed or deleted. */
import { useState } from 'react'
import { Button as PressArea } from 'react-aria-components'
import type { Backup, ShutVault } from '../../../shared/contract/snapshot.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { accept } from '../../vault/connection.ts'
import { call } from '../../vault/bridge.ts'
import { momentText } from '../../messages/dates.ts'
import { vaultSentence } from '../../messages/errors-vault.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { useTask } from '../../parts/use-task.ts'
import { keysText } from '../../messages/counts.ts'
import { AnewDialog, RestoreDialog } from './reopen-dialogs.tsx'
import { reopenOffers } from './reopen-offers.ts'
import { shutMessages } from './shut-messages.ts'

export function ShutVaultScreen({ vault }: { readonly vault: ShutVault }) {
  const retry = useTask()
  const [chosen, setChosen] = useState<Backup>()
  const [isAnew, setAnew] = useState(false)
  const words = vaultSentence(vault.why)
  const offers = reopenOffers(vault.why)
  const backups = vault.backups.toSorted((one, other) => other.madeAt - one.madeAt)
  return (
    <main className="whole-page shut">
      <section className="shut-inside" aria-labelledby="shut-title">
        <span className="first-run-sign warn" aria-hidden="true">
          <Icon of="file" />
        </span>
        <h1 id="shut-title">{words.title}</h1>
        <p className="lead soft">{words.detail}</p>
        <p>{words.action}</p>
        {retry.error !== undefined && <ErrorNotice error={retry.error} />}
        <div className="row">
          <Button
            looks="primary"
            icon="sync"
            autoFocus
            isPending={retry.isRunning}
            onPress={() =>
              void retry.run(
                () => call('vault:retry'),
                (snapshot) => accept({ ok: true, value: snapshot }),
              )
            }
          >
            {commonMessages.tryAgain}
          </Button>
          {offers.anew && (
            <Button looks="quiet" onPress={() => setAnew(true)}>
              {shutMessages.startAnew}
            </Button>
          )}
        </div>
        {offers.backups && <Backups backups={backups} onChoose={setChosen} />}
        <p className="faint small">{shutMessages.secretsStay}</p>
      </section>
      {isAnew && <AnewDialog onClose={() => setAnew(false)} />}
      {chosen !== undefined && <RestoreDialog backup={chosen} onClose={() => setChosen(undefined)} />}
    </main>
  )
}

interface BackupsProps {
  readonly backups: readonly Backup[]
  readonly onChoose: (backup: Backup) => void
}

function Backups({ backups, onChoose }: BackupsProps) {
  if (backups.length === 0) return <p className="soft">{shutMessages.noBackups}</p>
  return (
    <section aria-labelledby="backups-title">
      <h2 id="backups-title" className="section-title">
        {shutMessages.backups}
      </h2>
      <ul className="backups">
        {backups.map((backup) => (
          <li key={backup.name}>
            <PressArea
              className="choice-card"
              isDisabled={!backup.good}
              aria-label={shutMessages.openBackup(momentText(backup.madeAt), keysText(backup.keys))}
              onPress={() => onChoose(backup)}
            >
              <span className="choice-card-text">
                <strong>{momentText(backup.madeAt)}</strong>
                <span className="soft">
                  {backup.good ? keysText(backup.keys) : shutMessages.damagedBackup}
                </span>
              </span>
              {backup.good && <Icon of="forward" />}
            </PressArea>
          </li>
        ))}
      </ul>
    </section>
  )
}
