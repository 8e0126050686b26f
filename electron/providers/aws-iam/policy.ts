/** The IAM policy that permits every call of Keyhold. Who signs can always be asked (sts:GetCallerIdentity). */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { listsAllUsers } from './settings.ts'

const ACCESS_KEYS = [
  'ListAccessKeys',
  'CreateAccessKey',
  'UpdateAccessKey',
  'DeleteAccessKey',
  'GetAccessKeyLastUsed',
]

const SERVICE_KEYS = [
  'ListServiceSpecificCredentials',
  'CreateServiceSpecificCredential',
  'UpdateServiceSpecificCredential',
  'DeleteServiceSpecificCredential',
  'ResetServiceSpecificCredential',
]

/** The policy for an account with these settings. */
export function policyFor(settings: FormValues): NonNullable<TestReport['policy']> {
  const actions = [
    ...ACCESS_KEYS,
    ...(listsAllUsers(settings) ? ['ListUsers'] : []),
    ...(settings.service === true ? SERVICE_KEYS : []),
  ]
  const statement = {
    Sid: 'Keyhold',
    Effect: 'Allow',
    Action: actions.map((name) => `iam:${name}`),
    Resource: '*',
  }
  return {
    label: 'IAM policy',
    text: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, undefined, 2),
  }
}
