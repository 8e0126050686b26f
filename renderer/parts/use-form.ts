/** The state of one catalogue form: values, problems that belong to a field, and any other error. */
import { useState } from 'react'
import type { Field } from '../../shared/model/catalogue.ts'
import type { AppError } from '../../shared/contract/errors.ts'
import type { FieldValue, FormValues } from '../../shared/model/model.ts'
import { focusFirstProblem } from './focus-problem.ts'
import { initialValues, problemsOf, type FieldProblem } from './form-values.ts'

export interface Form {
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  /** An error that does not belong to a field of the form. */
  readonly error: AppError | undefined
  readonly change: (name: string, value: FieldValue | undefined) => void
  /** Returns whether the form can be sent. If not, shows the problems. */
  check(extra?: readonly FieldProblem[]): boolean
  /** Shows a failure from the main process: beside its field if it names a field of the form or one of `names`, else above the form. */
  refuse(error: AppError): void
  /** Resets the form to other fields. */
  restart(fields: readonly Field[], known?: FormValues): void
}

/** `names`: fields of the form that the catalogue does not list (a name, a credential). */
export function useForm(
  first: readonly Field[],
  known: FormValues = {},
  names: readonly string[] = [],
): Form {
  const [fields, setFields] = useState(first)
  const [values, setValues] = useState(() => initialValues(first, known))
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [error, setError] = useState<AppError>()

  return {
    values,
    problems,
    error,
    change(name, value) {
      const others = Object.entries(values).filter(([other]) => other !== name)
      setValues(Object.fromEntries(value === undefined ? others : [...others, [name, value]]))
      setProblems(problems.filter(({ field }) => field !== name))
    },
    check(extra = []) {
      const found = [...extra, ...problemsOf(fields, values)]
      setProblems(found)
      setError(undefined)
      if (found.length > 0) focusFirstProblem()
      return found.length === 0
    },
    refuse(refusal) {
      const isOurs =
        refusal.kind === 'invalid' &&
        (names.includes(refusal.field) || fields.some(({ name }) => name === refusal.field))
      setProblems(isOurs ? [refusal] : [])
      setError(isOurs ? undefined : refusal)
      if (isOurs) focusFirstProblem()
    },
    restart(next, nextKnown = {}) {
      setFields(next)
      setValues(initialValues(next, nextKnown))
      setProblems([])
      setError(undefined)
    },
  }
}
