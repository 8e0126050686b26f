/** Help and words of `keyhold credential`. */

export const PROTOCOLS = ['git', 'aws', 'docker', 'npm'] as const
export type Protocol = (typeof PROTOCOLS)[number]

const capital: Record<Protocol, string> = { git: 'Git', aws: 'An AWS program', docker: 'Docker', npm: 'npm' }

export const CREDENTIAL = {
  spec: {
    summary: 'Sign in git, AWS programs, docker or npm',
    details: [
      'Speaks the protocol by which a program asks a helper for its credentials. Tags that you give to a key say what it is for; “credential aws” takes the name of the key. The page “Sign in other programs” of the documentation shows how to set up each program.',
      'A tag is KIND:HOST or KIND:HOST/PATH, as git:github.com/org. The longest path wins. The scheme is https unless the tag names another (git:http://localhost:3000). The user name comes from a tag KIND-user:NAME; git and docker get x-access-token without one. Two keys for one place are an error that names both.',
      'git: get, store or erase. docker: get, list, store or erase. Keyhold changes no key when a program asks it to store or erase one; with --verbose it says so.',
      'aws: the access key id comes from the tag aws-access-key-id:ID, from the key whose variable is the other half of the pair (AWS_ACCESS_KEY_ID for AWS_SECRET_ACCESS_KEY), or from what the provider calls the key. A key with AWS_SESSION_TOKEN adds the session token. Variables with a prefix work too (PROD_AWS_...).',
      'npm: prints the line of an .npmrc file that signs in to REGISTRY, or with --token the token alone.',
      'While Keyhold is locked, git and docker get nothing and go on without it.',
    ],
    arguments: [
      { name: 'PROGRAM', completes: PROTOCOLS, help: 'git, aws, docker or npm' },
      {
        name: 'WORD',
        isOptional: true,
        help: 'git, docker: what to do. aws: the NAME of the key. npm: the registry; without it, the only one that a key is tagged for',
      },
    ],
    options: {
      token: { help: 'npm: print the token alone' },
      show: { help: 'Print the answer on a terminal too' },
      verbose: { short: 'v', help: 'Say what was found, and that nothing is stored or erased' },
    },
    examples: [
      {
        line: "git config --global credential.https://github.com.helper '!keyhold credential git'",
        says: 'Git asks Keyhold for the key with the tag git:github.com.',
      },
      {
        line: 'aws configure set credential_process "keyhold credential aws deploy" --profile deploy',
        says: 'Programs that use the AWS profile “deploy” get the key “deploy”.',
      },
      {
        line: 'NPM_TOKEN=$(keyhold credential npm --token) npm publish',
        says: 'The .npmrc file holds ${NPM_TOKEN}, and no token.',
      },
    ],
  },
  noWord: (protocol: Protocol, words: readonly string[]) =>
    `What to do is missing: keyhold credential ${protocol} ${words.join('|')}`,
  noName: 'NAME is missing: keyhold credential aws NAME',
  terminal: 'Programs read this from a pipe. Use --show to print it on a terminal all the same.',
  tooLong: 'The program sent more than a request for a credential needs.',
  notUtf8: 'What the program sent is not UTF-8.',
  notUnderstood: (protocol: Protocol) => `${capital[protocol]} did not name a host.`,
  noRegistry: (text: string) => `“${text}” is not a registry. Give its host, and its path if it has one.`,
  noNpmTag: 'No key is tagged for a registry. Give a key the tag npm:HOST.',
  severalRegistries: 'Keys are tagged for several registries. Name one:',
  nothingDone: 'Keyhold changed nothing. Add, regenerate or delete keys in its window.',
  noKey: (place: string, tag: string) => `No key has the tag ${tag}: nothing for ${place}.`,
  deeper: (place: string) =>
    `Keys are tagged for paths on ${place}, but git does not name one: git config --global credential.useHttpPath true`,
  several: (place: string, count: number) => `${count} keys are tagged for ${place}:`,
  onlyOne: {
    git: 'Take the tag from all but one, or give each a git-user:NAME and put the name into the URL.',
    docker: 'Take the tag from all but one.',
    npm: 'Take the tag from all but one.',
  },
  gives: (name: string, place: string) => `“${name}” is for ${place}.`,
  reason: (place: string) => `Sign in to ${place}`,
  awsReason: 'Sign requests to AWS, or to what speaks its protocol',
  noLine: (name: string) =>
    `The secret of “${name}” contains a line break or a NUL, which does not fit here.`,
  noNpmLine: (name: string) => `npm would read the secret of “${name}” differently: it contains “\${”.`,
  noAccessKeyId: (name: string) => `Keyhold does not know the access key id of “${name}”.`,
  howAccessKeyId:
    'Give the key the tag aws-access-key-id:ID, or add the id as a key of its own, with AWS_ACCESS_KEY_ID as its variable beside AWS_SECRET_ACCESS_KEY.',
  severalHalves: (variable: string) => `Several keys have the variable ${variable}:`,
} as const

/** docker compares the output with exactly these words, as its own helpers print them. */
export const DOCKER_NONE = 'credentials not found in native keychain'
