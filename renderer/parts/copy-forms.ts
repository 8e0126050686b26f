/** The forms, other than the plain value, in which a secret can be copied, with their menu labels. */
import type { CopyAs } from '../../shared/model/copy-as.ts'
import type { IconName } from './icons.ts'

export type CopyForm = Exclude<CopyAs, 'value'>

export const copyForms: Record<CopyForm, { readonly label: string; readonly icon: IconName }> = {
  export: { label: 'Copy as shell export', icon: 'environment' },
  env: { label: 'Copy as .env line', icon: 'file' },
  docker: { label: 'Copy as NAME=… for docker --env-file', icon: 'file' },
  header: { label: 'Copy as Authorization header', icon: 'tag' },
  curl: { label: 'Copy as a curl command', icon: 'external' },
}

export const isForm = (as: CopyAs): as is CopyForm => as !== 'value'
