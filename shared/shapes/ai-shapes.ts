/** Key shapes of services for language models and machine learning. */
import { alnum, letter, lowerHex, shapesOf, url, UUID, word, type KeyShape, type Run } from './shape.ts'

/** What OpenAI's keys have in their middle. */
const OPENAI_MARK = 'T3BlbkFJ'
const openAi = (least: number, most: number): Run => ({ of: 'url', least, most, holds: OPENAI_MARK })

export const AI_SHAPES: readonly KeyShape[] = [
  ...shapesOf(
    {
      provider: 'OpenAI',
      page: 'https://platform.openai.com/api-keys',
      variable: 'OPENAI_API_KEY',
      source: 'trufflehog',
    },
    [
      { id: 'openai-project', name: 'OpenAI project API key', forms: [['sk-proj-', openAi(40, 250)]] },
      {
        id: 'openai-service-account',
        name: 'OpenAI service account key',
        forms: [['sk-svcacct-', openAi(40, 250)]],
      },
      {
        id: 'openai-admin',
        name: 'OpenAI admin API key',
        page: 'https://platform.openai.com/settings/organization/admin-keys',
        variable: 'OPENAI_ADMIN_KEY',
        forms: [['sk-admin-', openAi(40, 250)]],
      },
      {
        id: 'openai-user',
        name: 'OpenAI API key',
        source: 'gitleaks',
        forms: [['sk-', alnum(20), OPENAI_MARK, alnum(20)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Anthropic',
      page: 'https://console.anthropic.com/settings/keys',
      variable: 'ANTHROPIC_API_KEY',
      source: 'gitleaks',
    },
    [
      { id: 'anthropic-api', name: 'Anthropic API key', forms: [['sk-ant-api03-', url(93), 'AA']] },
      {
        id: 'anthropic-admin',
        name: 'Anthropic admin API key',
        page: 'https://console.anthropic.com/settings/admin-keys',
        variable: 'ANTHROPIC_ADMIN_KEY',
        forms: [['sk-ant-admin01-', url(93), 'AA']],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'OpenRouter',
      page: 'https://openrouter.ai/settings/keys',
      variable: 'OPENROUTER_API_KEY',
      source: 'trufflehog',
    },
    [{ id: 'openrouter-api', name: 'OpenRouter API key', forms: [['sk-or-v1-', lowerHex(64)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Hugging Face',
      page: 'https://huggingface.co/settings/tokens',
      variable: 'HF_TOKEN',
      source: 'gitleaks',
    },
    [
      { id: 'hugging-face-user', name: 'Hugging Face access token', forms: [['hf_', letter(34)]] },
      {
        id: 'hugging-face-organization',
        name: 'Hugging Face organization token',
        forms: [['api_org_', letter(34)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Groq',
      page: 'https://console.groq.com/keys',
      variable: 'GROQ_API_KEY',
      source: 'trufflehog',
    },
    [{ id: 'groq-api', name: 'Groq API key', forms: [['gsk_', alnum(52)]] }],
  ),
  ...shapesOf(
    { provider: 'xAI', page: 'https://console.x.ai/', variable: 'XAI_API_KEY', source: 'trufflehog' },
    [{ id: 'xai-api', name: 'xAI API key', forms: [['xai-', word(80)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Replicate',
      page: 'https://replicate.com/account/api-tokens',
      variable: 'REPLICATE_API_TOKEN',
      source: 'trufflehog',
    },
    [{ id: 'replicate-api', name: 'Replicate API token', forms: [['r8_', url(37)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Perplexity',
      page: 'https://www.perplexity.ai/account/api/keys',
      variable: 'PERPLEXITY_API_KEY',
      source: 'gitleaks',
    },
    [{ id: 'perplexity-api', name: 'Perplexity API key', forms: [['pplx-', alnum(48)]] }],
  ),
  ...shapesOf(
    {
      provider: 'Pinecone',
      page: 'https://app.pinecone.io/',
      variable: 'PINECONE_API_KEY',
      source: 'trufflehog',
    },
    [{ id: 'pinecone-api', name: 'Pinecone API key', forms: [['pcsk_', alnum(5, 6), '_', alnum(63)]] }],
  ),
  ...shapesOf(
    {
      provider: 'LangSmith',
      page: 'https://smith.langchain.com/settings',
      variable: 'LANGSMITH_API_KEY',
      source: 'trufflehog',
    },
    [
      {
        id: 'langsmith-personal',
        name: 'LangSmith personal access token',
        forms: [['lsv2_pt_', lowerHex(32), '_', lowerHex(10)]],
      },
      {
        id: 'langsmith-service',
        name: 'LangSmith service key',
        forms: [['lsv2_sk_', lowerHex(32), '_', lowerHex(10)]],
      },
    ],
  ),
  ...shapesOf(
    {
      provider: 'Langfuse',
      page: 'https://cloud.langfuse.com/',
      variable: 'LANGFUSE_SECRET_KEY',
      source: 'trufflehog',
    },
    [{ id: 'langfuse-secret', name: 'Langfuse secret key', forms: [['sk-lf-', ...UUID]] }],
  ),
  ...shapesOf(
    {
      provider: 'NVIDIA',
      page: 'https://build.nvidia.com/settings/api-keys',
      variable: 'NVIDIA_API_KEY',
      source: 'trufflehog',
    },
    [{ id: 'nvidia-api', name: 'NVIDIA API key', forms: [['nvapi-', url(64)]] }],
  ),
  ...shapesOf(
    {
      provider: 'ElevenLabs',
      page: 'https://elevenlabs.io/app/settings/api-keys',
      variable: 'ELEVENLABS_API_KEY',
      source: 'trufflehog',
    },
    [{ id: 'elevenlabs-api', name: 'ElevenLabs API key', forms: [['sk_', lowerHex(48)]] }],
  ),
]
