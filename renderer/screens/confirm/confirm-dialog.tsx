/** Asks before a destructive command. The button names the command. If the command cannot be undone, the user types the name of its subject. */
import { useEffect, useState, type ReactNode } from 'react'
import { CheckboxButton, CheckboxField } from 'react-aria-components'
import type { Result } from '../../../shared/contract/errors.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { SentForm } from '../../parts/sent-form.tsx'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { useTask } from '../../parts/use-task.ts'
import { isTypable } from './typable.ts'
import { nameCheckMessages } from './confirm-messages.ts'

interface Props {
  readonly title: string
  readonly words: string
  readonly icon: IconName
  readonly looks?: 'danger' | 'primary'
  /** The name that the user must type. If the name cannot be typed, the user ticks a box instead. */
  readonly nameToType?: string
  readonly provider?: string | undefined
  readonly run: () => Promise<Result<unknown>>
  readonly then?: () => void
  readonly children: ReactNode
}

export function ConfirmDialog(props: Props) {
  const { title, words, icon, looks = 'danger', nameToType, provider, run, then, children } = props
  const task = useTask()
  const [isNamed, setIsNamed] = useState(false)
  // `nameToType` may appear or disappear while the dialog is open.
  const isSure = nameToType === undefined || isNamed
  const go = () => {
    if (!isSure) return
    void task.run(run, () => {
      closeDialog()
      then?.()
    })
  }
  return (
    <TaskDialog
      title={title}
      role="alertdialog"
      task={task}
      error={task.error}
      provider={provider}
      words={words}
      icon={icon}
      looks={looks}
      isDisabled={!isSure}
      onSubmit={go}
      onClose={closeDialog}
    >
      {children}
      {nameToType !== undefined && (
        <SentForm onSend={go}>
          <NameCheck name={nameToType} onSure={setIsNamed} />
        </SentForm>
      )}
    </TaskDialog>
  )
}

interface NameCheckProps {
  readonly label?: string
  readonly name: string
  readonly onSure: (isSure: boolean) => void
}

/** Asks the user to type a name as confirmation, or to tick a box if the name cannot be typed. */
export function NameCheck({ label = commonMessages.name, name, onSure }: NameCheckProps) {
  const [isTicked, setIsTicked] = useState(false)
  useEffect(() => () => onSure(false), [onSure])
  if (isTypable(name))
    return (
      <>
        <p>
          {nameCheckMessages.typeBefore} <strong className="selectable wrap name-to-type">{name}</strong>{' '}
          {nameCheckMessages.typeAfter}
        </p>
        <Field
          label={label}
          autoComplete="off"
          spellCheck="false"
          onChange={(text) => onSure(text.trim() === name.trim())}
        />
      </>
    )
  return (
    <CheckboxField
      className="tick-field"
      isSelected={isTicked}
      onChange={(ticked) => {
        setIsTicked(ticked)
        onSure(ticked)
      }}
    >
      <CheckboxButton className="tick top">
        <span className="tick-box" aria-hidden="true">
          <Icon of="check" />
        </span>
        <span className="wrap">
          {nameCheckMessages.tick}{' '}
          <strong dir="auto">
            <bdi>{name === '' ? nameCheckMessages.noName : name}</bdi>
          </strong>
        </span>
      </CheckboxButton>
    </CheckboxField>
  )
}
