/** The dialog that describes a provider or changes a description: as a form or a pasted document. Shows everything before it is saved. */
import { useCallback, useEffect, useState } from 'react'
import type { DescribedId } from '../../../shared/model/provider-description.ts'
import { closeDialog, openDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { focusFirstProblem } from '../../parts/focus-problem.ts'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { useAnswer } from '../../parts/use-answer.ts'
import { useTask } from '../../parts/use-task.ts'
import { call } from '../../vault/bridge.ts'
import { useProvider } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import {
  FORM,
  named,
  ofSaved,
  PASTE,
  textOf,
  whenChecked,
  whenFaulty,
  whenShown,
  type Step,
  type Typed,
  type Way,
} from './describe-flow.ts'
import { describeMessages } from './describe-messages.ts'
import { FormStep } from './form-step.tsx'
import { PasteStep } from './paste-step.tsx'
import { SummaryStep } from './summary-step.tsx'

interface DialogProps {
  /** The description to change; missing for a new one. */
  readonly provider: DescribedId | undefined
  /** The initial name of a new description. */
  readonly name: string | undefined
}

export function DescribeDialog({ provider, name }: DialogProps) {
  return provider === undefined ? <Describe start={[named(name), FORM]} /> : <Saved provider={provider} />
}

function Saved({ provider }: { readonly provider: DescribedId }) {
  const read = useCallback(() => call('description:read', { provider }), [provider])
  const { value, error } = useAnswer(read)
  const name = useProvider(provider)?.name ?? commonMessages.theProvider
  if (value !== undefined)
    return <Describe start={ofSaved(value.text, value.description)} provider={provider} />
  return (
    <Dialog
      title={describeMessages.change(name)}
      size="large"
      onClose={closeDialog}
      footer={<Button onPress={closeDialog}>{commonMessages.close}</Button>}
    >
      {error === undefined ? <Spinner label={describeMessages.reading} /> : <ErrorNotice error={error} />}
    </Dialog>
  )
}

interface Props {
  readonly start: readonly [Typed, Step]
  readonly provider?: DescribedId
}

function Describe({ start, provider }: Props) {
  const [typed, setTyped] = useState(start[0])
  const [step, setStep] = useState(start[1])
  const [isSaved, setIsSaved] = useState<DescribedId>()
  const [refusals, setRefusals] = useState(0)
  const task = useTask()
  const name = useProvider(provider)?.name
  // The check is asynchronous, so its problems must be drawn before the focus moves.
  useEffect(() => {
    if (refusals > 0) focusFirstProblem()
  }, [refusals])
  useConnect(isSaved)

  const change = (changed: Partial<Typed>) => {
    setTyped({ ...typed, ...changed })
    task.forget()
  }
  const show = (next: Step) => {
    setStep(next)
    task.forget()
    if (next.step === 'summary') setTyped(whenShown(typed, next))
    else setRefusals(refusals + 1)
  }
  const check = (way: Way) =>
    void task.run(
      () => call('description:check', { text: textOf(way, typed) }),
      (checked) => show(whenChecked(way, typed, checked)),
    )
  const save = ({ from, text, description }: Extract<Step, { step: 'summary' }>) =>
    void task.run(
      () => call('description:save', { text, ...(provider !== undefined && { provider }) }),
      (saved) => {
        if (saved.kind === 'faulty') {
          show(whenFaulty(from, typed, saved.faults))
          return
        }
        toast({ tone: 'good', text: describeMessages.saved, about: description.name })
        if (provider === undefined) setIsSaved(saved.provider)
        else closeDialog()
      },
    )
  const holdsTyped = typed !== start[0]
  const common = { typed, task, holdsTyped, onChange: change }
  switch (step.step) {
    case 'form':
      return (
        <FormStep
          {...common}
          title={name === undefined ? describeMessages.title : describeMessages.change(name)}
          problems={step.problems}
          others={step.others}
          onProblems={(problems) => setStep({ ...step, problems })}
          onPaste={() => show(PASTE)}
          onCheck={() => check('form')}
        />
      )
    case 'paste':
      return (
        <PasteStep
          {...common}
          title={name === undefined ? describeMessages.pasteTitle : describeMessages.change(name)}
          faults={step.faults}
          onForm={() => show(FORM)}
          onCheck={() => check('paste')}
        />
      )
    case 'summary':
      return (
        <SummaryStep
          description={step.description}
          isChange={provider !== undefined}
          holdsTyped={holdsTyped}
          task={task}
          onBack={() => show(step.from === 'form' ? FORM : PASTE)}
          onSave={() => save(step)}
        />
      )
  }
}

/** Continues with connecting an account of a new provider, once the page knows that provider. */
function useConnect(provider: DescribedId | undefined) {
  const isKnown = useProvider(provider) !== undefined
  useEffect(() => {
    if (provider !== undefined && isKnown) openDialog({ kind: 'connect-account', provider })
  }, [provider, isKnown])
}
