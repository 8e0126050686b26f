/** The settings of backups: the newest backup and its age, automatic backups, and the button that restores one. */
import type { ReactNode } from 'react'
import type { BackupState } from '../../../shared/backup/state.ts'
import { openDialog } from '../../app/page-actions.ts'
import { errorOf } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { Ago, Relative } from '../../parts/time.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useVault } from '../../vault/store.ts'
import { call } from '../../vault/bridge.ts'
import { toast } from '../../vault/toasts.ts'
import {
  automaticMessages,
  backupMessages,
  holdsWords,
  recipientsWords,
  whenWords,
  writeMessages,
} from './backup-messages.ts'
import { nextBackupAt } from './next-backup.ts'
import { Fact } from '../settings/fact.tsx'
import { restoreMessages } from './restore-messages.ts'
import { useBackups, useStoppableTask } from './use-backups.ts'
import { WorkProgress } from './work-dialog.tsx'

const backUp = () => openDialog({ kind: 'back-up' })

/** Draws its children once the state is loaded. */
function WithState({ children }: { readonly children: (state: BackupState) => ReactNode }) {
  const { state, error } = useBackups()
  if (error !== undefined) return <ErrorNotice error={error} tone="warn" />
  return state === undefined ? <Spinner label={backupMessages.loading} /> : children(state)
}

export function BackupSettings() {
  return (
    <>
      <p className="soft">{backupMessages.intro}</p>
      <WithState>{(state) => <LastBackup {...state} />}</WithState>
    </>
  )
}

function LastBackup({ last, rehearsal }: BackupState) {
  const isOld = useVault((state) => state.notices.some(({ kind }) => kind === 'backup-old'))
  return (
    <>
      <dl className="settings-facts">
        <Fact label={backupMessages.last}>
          {last === undefined ? (
            backupMessages.none
          ) : (
            <>
              <Ago at={last.at} /> {last.isAutomatic && backupMessages.automatic}
            </>
          )}
        </Fact>
        {last !== undefined && (
          <>
            <Fact label={backupMessages.holds}>{holdsWords(last)}</Fact>
            <Fact label={backupMessages.file}>
              <span className="selectable">{last.path}</span>
            </Fact>
            <Fact label={backupMessages.checked}>
              {rehearsal === undefined ? (
                backupMessages.notChecked
              ) : (
                <>
                  <Ago at={rehearsal.at} /> {backupMessages.howChecked[rehearsal.outcome]}
                </>
              )}
            </Fact>
          </>
        )}
      </dl>
      {rehearsal?.error !== undefined && <ErrorNotice error={errorOf(rehearsal.error)} />}
      {isOld && (
        <Notice tone="warn" title={backupMessages.old}>
          {backupMessages.oldDetail}
        </Notice>
      )}
      <div className="row">
        <Button icon="safe" onPress={backUp}>
          {backupMessages.backUp}
        </Button>
        {last !== undefined && (
          <Button icon="verify" onPress={() => openDialog({ kind: 'check-backup' })}>
            {backupMessages.check}
          </Button>
        )}
      </div>
    </>
  )
}

export function AutomaticBackupSettings() {
  return (
    <WithState>
      {(state) => (state.automatic === undefined ? <Off /> : <On {...state} {...state.automatic} />)}
    </WithState>
  )
}

const change = () => openDialog({ kind: 'automatic-backups' })

function Off() {
  return (
    <>
      <p className="soft">{automaticMessages.off}</p>
      <div>
        <Button onPress={change}>{automaticMessages.turnOn}</Button>
      </div>
    </>
  )
}

function On(state: BackupState & NonNullable<BackupState['automatic']>) {
  const { folder, recipients, failed } = state
  return (
    <>
      <dl className="settings-facts">
        <Fact label={automaticMessages.folder}>
          <span className="selectable">{folder}</span>
        </Fact>
        <Fact label={automaticMessages.when}>{whenWords(state)}</Fact>
        <Fact label={automaticMessages.next}>
          <Next state={state} />
        </Fact>
        <Fact label={automaticMessages.recipients}>
          <span className="selectable">{recipientsWords(recipients)}</span>
        </Fact>
      </dl>
      {failed !== undefined && (
        <>
          <Notice tone="warn" title={automaticMessages.failed}>
            <Ago at={failed.at} />
            {'. '}
            {automaticMessages.retries}
          </Notice>
          <ErrorNotice error={errorOf(failed.error)} />
        </>
      )}
      <OnButtons />
    </>
  )
}

function Next({ state }: { readonly state: BackupState }) {
  const at = nextBackupAt(state)
  const now = useVault((vault) => vault.now)
  return at === undefined || at <= now ? automaticMessages.dueNow : <Relative at={at} />
}

function OnButtons() {
  const writing = useStoppableTask()
  const turning = useTask()
  const write = () =>
    void writing.run(
      () => call('backup:write-automatic'),
      () => toast({ tone: 'good', text: writeMessages.verified }),
    )
  const turnOff = () =>
    void turning.run(
      () => call('backup:set-automatic', {}),
      () => toast({ tone: 'good', text: automaticMessages.isOff }),
    )
  return (
    <>
      {writing.isRunning && <WorkProgress label={writeMessages.writing} work="backup" />}
      {writing.error !== undefined && <ErrorNotice error={writing.error} />}
      {turning.error !== undefined && <ErrorNotice error={turning.error} tone="warn" />}
      <div className="row">
        <Button icon="safe" isPending={writing.isRunning} onPress={write}>
          {automaticMessages.writeNow}
        </Button>
        <Button onPress={change}>{automaticMessages.change}</Button>
        <Button looks="quiet" isPending={turning.isRunning} onPress={turnOff}>
          {automaticMessages.turnOff}
        </Button>
      </div>
    </>
  )
}

export function RestoreSetting() {
  return (
    <>
      <p className="soft">{restoreMessages.about}</p>
      <div>
        <Button icon="rollBack" onPress={() => openDialog({ kind: 'restore' })}>
          {restoreMessages.open}
        </Button>
      </div>
    </>
  )
}
