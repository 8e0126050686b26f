/** The state of an account form with its credential: testing, sending, and the place where each failure is shown. */
import { useRef, useState, type RefObject } from 'react'
import type { Field, TestReport } from '../../../shared/model/catalogue.ts'
import type { SecretInput } from '../../../shared/contract/secret-input.ts'
import type { AppError, Result } from '../../../shared/contract/errors.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { fieldWords, sentence } from '../../messages/errors.ts'
import { useForm, type Form } from '../../parts/use-form.ts'
import type { SecretHandle } from '../../parts/secret-field.tsx'
import { useTask, type Task } from '../../parts/use-task.ts'
import { cancelTest } from '../../vault/vault-commands.ts'

export interface CredentialForm {
  readonly form: Form
  readonly secret: RefObject<SecretHandle | null>
  readonly report: TestReport | undefined
  readonly testing: Task
  readonly sending: Task
  readonly credentialError: string | undefined
  readonly nameError: string | undefined
  /** The error that belongs to no field. */
  readonly error: AppError | undefined
  /** Called when a field changes. Clears the test result, which no longer applies. */
  readonly touched: () => void
  /** The failed test did not show the credential to be invalid, so the user may save without a test. */
  readonly mayBeUntested: boolean
  /** Cancels the running test. The form does not change. */
  readonly cancel: () => void
  /** Runs `run` with the credential if the form is valid. Failures are shown beside their fields. */
  readonly submit: <T>(
    task: Task,
    run: (credential: SecretInput | undefined) => Promise<Result<T>>,
    then: (value: T) => void,
  ) => void
  readonly showReport: (report: TestReport) => void
}

interface Wanted {
  readonly fields: readonly Field[]
  readonly known?: FormValues
  readonly name: string
  readonly needsCredential: boolean
}

const CREDENTIAL = 'credential'
const NAME = 'name'

/**
 * Whether an account may be saved after its test failed with this error. A provider that rejects the credential has given a definite answer.
 * A provider that was not reached, or that refuses this machine altogether, has not.
 */
export const maySaveUntested = (error: AppError): boolean =>
  error.kind === 'provider' && error.why !== 'unauthorized' && error.why !== 'cancelled'

const isCancelled = (error: AppError): boolean => error.kind === 'provider' && error.why === 'cancelled'

export function useCredentialForm({ fields, known, name, needsCredential }: Wanted): CredentialForm {
  const form = useForm(fields, known, [NAME, CREDENTIAL])
  const secret = useRef<SecretHandle>(null)
  const [report, setReport] = useState<TestReport>()
  const [secretError, setSecretError] = useState<string>()
  const [mayBeUntested, setMayBeUntested] = useState(false)
  const testing = useTask()
  const sending = useTask()
  const problemOf = (field: string) => form.problems.find((problem) => problem.field === field)?.why
  const wordsFor = (field: string) => {
    const why = problemOf(field)
    return why === undefined ? undefined : fieldWords(why, field)
  }

  const forget = () => {
    setReport(undefined)
    setSecretError(undefined)
    setMayBeUntested(false)
  }

  const refuse = (error: AppError) => {
    if (isCancelled(error)) return // the user cancelled the test
    setMayBeUntested(maySaveUntested(error))
    if (error.kind !== 'secret') {
      form.refuse(error)
      return
    }
    const { title, action } = sentence(error)
    setSecretError(action === undefined ? `${title}.` : `${title}. ${action}`)
  }

  return {
    form,
    secret,
    report,
    testing,
    sending,
    credentialError: wordsFor(CREDENTIAL) ?? secretError,
    nameError: wordsFor(NAME),
    error: form.error,
    touched: forget,
    showReport: setReport,
    mayBeUntested,
    cancel: () => void cancelTest(),
    submit(task, run, then) {
      const credential = secret.current?.read()
      const isMissing = credential === undefined && needsCredential
      forget()
      const isComplete = form.check([
        ...(name.trim() === '' ? [{ kind: 'invalid', field: NAME, why: 'required' } as const] : []),
        ...(isMissing ? [{ kind: 'invalid', field: CREDENTIAL, why: 'required' } as const] : []),
      ])
      if (!isComplete) return
      void task.run(async () => {
        const result = await run(credential)
        if (!result.ok) refuse(result.error)
        return result
      }, then)
    },
  }
}
