/** The keychain by name, how it is, when that was last tried, and what the vault found out by itself. */
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { KeychainHealth, Notice as VaultNotice } from '../../../shared/snapshot.ts'
import { openDialog } from '../../acts.ts'
import { call } from '../../bridge.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Ago } from '../../parts/time.tsx'
import { useVault } from '../../store.ts'

interface Health {
  readonly icon: IconName
  readonly tone: string
  readonly words: string
}

const HEALTH: Record<KeychainHealth['state'], Health> = {
  ready: { icon: 'active', tone: 'good', words: 'Ready.' },
  locked: {
    icon: 'locked',
    tone: 'warn',
    words: 'Locked: secrets are in it, but it asks for its password first.',
  },
  absent: { icon: 'expired', tone: 'bad', words: 'No keychain answers in this session.' },
  hung: {
    icon: 'expiring',
    tone: 'warn',
    words: 'It does not answer; perhaps it waits for you in another window.',
  },
  refused: { icon: 'expired', tone: 'bad', words: 'It refuses: full, denied or broken.' },
  unchecked: { icon: 'undated', tone: 'soft', words: 'Not tried yet.' },
}

export function WhereSecretsAre() {
  const keychain = useVault((state) => state.keychain)
  const notices = useVault((state) => state.notices)
  const { icon, tone, words } = HEALTH[keychain.state]
  return (
    <>
      <p className="soft">
        Each secret is an entry of your system’s keychain. The database beside it holds names, dates and
        history, never a secret.
      </p>
      <dl className="facts">
        <dt>Keychain</dt>
        <dd className="selectable wrap">{keychain.backend === '' ? 'none found' : keychain.backend}</dd>
        <dt>State</dt>
        <dd>
          <span className="badge">
            <Icon of={icon} className={tone} />
            {words}
          </span>
        </dd>
        <dt>Last tried</dt>
        <dd>{keychain.checkedAt === undefined ? 'never' : <Ago at={keychain.checkedAt} />}</dd>
        <dt>Last round trip</dt>
        <dd>
          {keychain.provedAt === undefined ? (
            'Not in this session. “Check now” writes a value, reads it back and removes it.'
          ) : (
            <>
              A value was written, read back and compared <Ago at={keychain.provedAt} />.
            </>
          )}
        </dd>
      </dl>
      <CheckNow />
      {notices.map((notice) => (
        <VaultNews key={`${notice.kind}-${notice.at}`} notice={notice} />
      ))}
    </>
  )
}

function CheckNow() {
  const [isChecking, setIsChecking] = useState(false)
  const [error, setError] = useState<AppError>()
  const check = async () => {
    setIsChecking(true)
    const answer = await call('keychain:check')
    setIsChecking(false)
    setError(answer.ok ? undefined : answer.error)
  }
  return (
    <>
      <div>
        <Button icon="safe" isPending={isChecking} onPress={() => void check()}>
          Check now
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
    </>
  )
}

const NEWS: Record<VaultNotice['kind'], string> = {
  'rescue-unreadable': 'A sealed answer cannot be opened. It is kept.',
  'rescue-unclaimed': 'There is a sealed answer that no operation speaks of. It is kept.',
  'backup-failed': 'The last backup of the database failed.',
  restored: 'The vault was opened from a backup. The damaged file was kept aside.',
}

function VaultNews({ notice }: { readonly notice: VaultNotice }) {
  return (
    <Notice
      tone={notice.kind === 'restored' ? 'note' : 'warn'}
      title={NEWS[notice.kind]}
      actions={
        <Button size="small" onPress={() => openDialog({ kind: 'attention' })}>
          What to do
        </Button>
      }
    >
      <Ago at={notice.at} />
    </Notice>
  )
}
