/** The forms, other than the plain value, in which a secret can be copied, with their menu labels. */
import type { CopyAs, CopyForm } from '../../shared/model/copy-as.ts'
import { COPY_FORM_WORDS } from '../messages/parts-messages.ts'
import type { IconName } from './icons.ts'

export const copyForms: Record<CopyForm, { readonly label: string; readonly icon: IconName }> = {
  export: { label: COPY_FORM_WORDS.export, icon: 'environment' },
  env: { label: COPY_FORM_WORDS.env, icon: 'file' },
  docker: { label: COPY_FORM_WORDS.docker, icon: 'file' },
  header: { label: COPY_FORM_WORDS.header, icon: 'tag' },
  curl: { label: COPY_FORM_WORDS.curl, icon: 'external' },
}

export const isForm = (as: CopyAs): as is CopyForm => as !== 'value'
