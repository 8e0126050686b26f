/** The roles and scopes that a project or group token can be given. Source: GitLab's pages on roles and on the scopes of access tokens, read 2026. */
import type { Field } from '../../../shared/model/catalogue.ts'

/** By `access_level`. */
export const ROLES: Readonly<Record<number, string>> = {
  5: 'Minimal access',
  10: 'Guest',
  15: 'Planner',
  20: 'Reporter',
  25: 'Security manager',
  30: 'Developer',
  40: 'Maintainer',
  50: 'Owner',
}

export const ROLE_CHOICES: NonNullable<Field['choices']> = Object.entries(ROLES)
  .filter(([level]) => level !== '5')
  .map(([value, label]) => ({ value, label }))

/** The newest ones are missing; the form takes any other text. */
export const SCOPE_CHOICES: NonNullable<Field['choices']> = [
  { value: 'api', label: 'api: read and change everything' },
  { value: 'read_api', label: 'read_api: read everything' },
  { value: 'read_repository', label: 'read_repository: pull code' },
  { value: 'write_repository', label: 'write_repository: pull and push code' },
  { value: 'read_registry', label: 'read_registry: pull container images' },
  { value: 'write_registry', label: 'write_registry: push container images' },
  { value: 'create_runner', label: 'create_runner: create runners' },
  { value: 'manage_runner', label: 'manage_runner: change runners' },
  { value: 'k8s_proxy', label: 'k8s_proxy: reach clusters by the agent' },
  { value: 'self_rotate', label: 'self_rotate: rotate itself' },
]
