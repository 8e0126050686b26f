import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromProcess } from '@aws-sdk/credential-provider-process'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { needed } from '../../../scripts/has-program.ts'
import { startGitServer } from './git-server.ts'
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { HAS_SCRIPT } from '../../suites/command-client/pseudo-terminal.ts'
import { FORMS, hasForm, knowsWhoAsks, startPartnerProgram } from './partner-program.ts'

const [git, direnv] = [needed('git'), needed('direnv')]

/**
 * The words that run a line on a terminal of its own. An approval holds for the topmost process on a terminal or, without a terminal, for the topmost
 * of all. So an approval that was given without a terminal does not hold on this one.
 */
const onTerminal = (line: string) => ['script', '-qec', line, '/dev/null'] as const
const seesTerminals = knowsWhoAsks && HAS_SCRIPT
/** An answer for several requests, if the system identifies the asking program. */
const LASTING = knowsWhoAsks ? '15-minutes' : 'once'

describe.skipIf(process.platform === 'win32').each(FORMS.filter(hasForm))(
  'real partners of the command, as %s',
  (form) => {
    it.skipIf(git.isMissing)(
      `git clones and pushes with a key of its host, which is in no file of git’s${git.note}`,
      async () => {
        const keyhold = await startPartnerProgram(form)
        const { run, home } = keyhold
        const server = await startGitServer('robot', 'ghp_partner_password')
        const tags = [`git:http://${server.host}/org`, 'git-user:robot']
        await keyhold.hold('forge', 'ghp_partner_password', { tags })
        const more = { GIT_TERMINAL_PROMPT: '0' }
        for (const [name, value] of [
          ['credential.helper', 'keyhold'],
          ['credential.useHttpPath', 'true'],
          ['user.name', 'Dev'],
          ['user.email', 'dev@example.com'],
        ] as const)
          await run(['git', 'config', '--global', name, value])
        keyhold.person.answer = LASTING
        const cloned = await run(['git', 'clone', `http://${server.host}/org/repo.git`, 'repo'], { more })
        expect(cloned.code, cloned.err).toBe(0)
        const cwd = join(home, 'repo')
        await run(['git', 'commit', '--allow-empty', '-qm', 'Second'], { cwd })
        const pushed = await run(['git', 'push', '-q', 'origin', 'HEAD'], { cwd, more })
        expect(pushed.code, pushed.err).toBe(0)
        expect(new Set(server.signIns)).toEqual(new Set(['robot:ghp_partner_password']))
        const found = await run(['grep', '-r', 'ghp_partner_password', home])
        expect(found).toMatchObject({ code: 1, out: '' })

        keyhold.person.answer = 'deny'
        if (knowsWhoAsks) expect(keyhold.person.asked).toBe(1)
        if (seesTerminals) {
          const other = await run(onTerminal('git ls-remote origin'), { cwd, more })
          expect(other.out).toContain('You denied this')
          expect(keyhold.person.asked).toBe(2)
          expect((await run(['git', 'fetch'], { cwd, more })).code).toBe(0)
          expect(keyhold.person.asked).toBe(2)
        }

        await keyhold.revokeAll()
        const denied = await run(['git', 'fetch'], { cwd, more })
        expect(denied.code).not.toBe(0)
        expect(denied.err).toContain('You denied this')
        const elsewhere = await run(['git', 'ls-remote', `http://${server.host}/other/repo.git`], { more })
        expect(elsewhere.err).not.toContain('keyhold:')
      },
    )

    it('the AWS SDK reads a profile’s credential_process', async () => {
      const keyhold = await startPartnerProgram(form)
      const expires = Date.now() + 3_600_000
      await keyhold.hold('deploy', 'wJalr/secret', {
        tags: ['aws-access-key-id:AKIAIOSFODNN7EXAMPLE'],
        typedExpiry: expires,
      })
      const filepath = join(keyhold.home, 'credentials')
      // The SDK starts the process with this process's own environment.
      const words = Object.entries(keyhold.env).map(([name, value]) => `${name}='${value}'`)
      writeFileSync(
        filepath,
        `[deploy]\ncredential_process = env ${words.join(' ')} keyhold credential aws deploy\n`,
      )
      const configFilepath = join(keyhold.home, 'config')
      writeFileSync(configFilepath, '')
      const given = await fromProcess({ profile: 'deploy', filepath, configFilepath })()
      expect(given).toMatchObject({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalr/secret' })
      expect(given.expiration?.getTime()).toBe(expires)
    })

    it('docker’s exchange with a helper works by its published protocol', async () => {
      const keyhold = await startPartnerProgram(form)
      const { run } = keyhold
      await keyhold.hold('hub', 'dckr_pat_partner', { tags: ['docker:docker.io', 'docker-user:ada'] })
      const helper = (action: string, input = '') => run(['docker-credential-keyhold', action], { input })
      expect(JSON.parse((await helper('get', 'https://index.docker.io/v1/')).out)).toEqual({
        ServerURL: 'https://index.docker.io/v1/',
        Username: 'ada',
        Secret: 'dckr_pat_partner',
      })
      expect(JSON.parse((await helper('list')).out)).toEqual({ 'https://index.docker.io/v1/': 'ada' })
      expect(await helper('get', 'quay.io')).toEqual({
        code: 1,
        out: 'credentials not found in native keychain\n',
        err: '',
      })
      expect(await helper('store', '{"ServerURL":"quay.io","Username":"a","Secret":"b"}')).toMatchObject({
        code: 0,
      })
      expect(await helper('erase', 'quay.io')).toMatchObject({ code: 0 })
    })

    it.skipIf(direnv.isMissing)(`direnv sets the variables of a folder${direnv.note}`, async () => {
      const keyhold = await startPartnerProgram(form)
      const { run, home, bin } = keyhold
      await keyhold.hold('one', "it's $HOME\ntwo", { tags: ['folder'], environment: 'PARTNER_ONE' })
      await keyhold.hold('two', 'from a file', { environment: 'PARTNER_TWO' })
      const project = join(home, 'project')
      mkdirSync(project)
      writeFileSync(join(project, '.env'), 'PARTNER_FILE=keyhold://secret/env/PARTNER_TWO\nPLAIN=as it is\n')
      writeFileSync(
        join(project, '.envrc'),
        `source '${join(bin, 'keyhold.direnv.sh')}'\nuse keyhold tag:folder\nuse keyhold_file\n`,
      )
      await run(['direnv', 'allow', project])
      keyhold.person.answer = LASTING
      const script = 'printf "%s|%s|%s" "$PARTNER_ONE" "$PARTNER_FILE" "$PLAIN"'
      const { code, out, err } = await run(['direnv', 'exec', project, 'sh', '-c', script], { cwd: project })
      expect({ code, out }, err).toEqual({ code: 0, out: "it's $HOME\ntwo|from a file|as it is" })
      if (knowsWhoAsks) {
        expect(keyhold.person.asked).toBe(2) // one for each line of .envrc
        await run(['direnv', 'exec', project, 'true'], { cwd: project })
        expect(keyhold.person.asked).toBe(2)
      }

      await keyhold.revokeAll()
      keyhold.person.answer = 'deny'
      const denied = await run(['direnv', 'exec', project, 'sh', '-c', 'echo ran'], { cwd: project })
      expect(denied.out, denied.err).not.toContain('ran')
      expect(denied.code).not.toBe(0)
    })

    it('the official MCP client runs a command with a secret over stdio, and never sees it', async () => {
      const keyhold = await startPartnerProgram(form)
      const secret = 'agent-partner-secret-42'
      await keyhold.hold('ci', secret, { tags: ['agents'] })
      await keyhold.ask('settings:change', { agents: true })
      keyhold.person.answer = LASTING
      const client = new Client({ name: 'partner', version: '1' })
      onTestFinished(() => client.close())
      await client.connect(
        new StdioClientTransport({ command: 'keyhold', args: ['mcp'], env: keyhold.env, cwd: keyhold.home }),
      )
      const call = async (command: readonly string[], more = {}) =>
        client.callTool({
          name: 'run',
          arguments: { command, variables: { TOKEN: 'ci' }, reason: 'A test', ...more },
        })
      const printed = await call([
        'sh',
        '-c',
        'printf %s "$TOKEN" | sed "s/./&\\n/5" ; echo "<$TOKEN>"; exit 4',
      ])
      expect(JSON.stringify(printed)).not.toContain(secret)
      expect(printed.structuredContent).toMatchObject({
        exit_code: 4,
        untrusted: { output: expect.stringContaining('<*****>') as string },
      })
      const late = await call(['sleep', '100'], { timeout_seconds: 1 })
      expect(late.structuredContent).toMatchObject({ timed_out: true, signal: 'SIGTERM' })
      const left = await call(['sh', '-c', 'sleep 10 & echo ready; exit 5'], { timeout_seconds: 2 })
      expect(left.structuredContent).toMatchObject({
        ...{ timed_out: true, exit_code: 5 },
        untrusted: { output: 'ready\n' },
      })
      expect((await call(['true'])).structuredContent).toMatchObject({ exit_code: 0 })
      expect(await call(['/nowhere/at-all'])).toMatchObject({ isError: true })
      if (!knowsWhoAsks) return
      expect(keyhold.person.asked).toBe(1)
      // The agent's approval does not hold for a command outside the agent.
      keyhold.person.answer = 'deny'
      expect((await keyhold.run(['keyhold', 'get', 'ci'])).code).toBe(EXIT.denied)
    })
  },
)
