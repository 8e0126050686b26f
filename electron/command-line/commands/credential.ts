/** `keyhold credential`: the helper that other programs ask when they sign in. */
import { awsCredential } from '../credentials/aws-credential.ts'
import { dockerCredential } from '../credentials/docker-credential.ts'
import { gitCredential } from '../credentials/git-credential.ts'
import { npmCredential } from '../credentials/npm-credential.ts'
import { usage, type ActingCommand } from '../command.ts'
import { USAGE } from '../usage-messages.ts'
import { CREDENTIAL, PROTOCOLS } from './credential-messages.ts'

const ANSWERS = { git: gitCredential, aws: awsCredential, docker: dockerCredential, npm: npmCredential }

export const credential: ActingCommand = {
  name: 'credential',
  ...CREDENTIAL.spec,
  // `store` and `erase` do nothing, so they must not fail while the app is locked.
  needsUnlocked: false,
  asks: 'secret',
  acts(context, input) {
    const [program = ''] = input.words
    const protocol = PROTOCOLS.find((one) => one === program)
    if (protocol === undefined) throw usage(USAGE.choices('PROGRAM', program, PROTOCOLS))
    return ANSWERS[protocol]({ context, input })
  },
}
