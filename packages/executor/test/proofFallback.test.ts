import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('./internal/proofExecutors.ts', import.meta.url));

test('where there is no adapter, a GPU is refused by code, and the CPU takes over only where that was asked for', async () => {
  // The Vulkan loader takes its drivers from this list alone, on every machine.
  const env = { ...process.env, VK_ICD_FILENAMES: '/nonexistent.json', VK_DRIVER_FILES: '/nonexistent.json' };
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script], { env });
  expect(JSON.parse(stdout)).toEqual({
    gpu: 'EXECUTOR_GPU_MISSING',
    software: 'EXECUTOR_GPU_MISSING',
    fallback: 'cpu',
    cpu: 'cpu',
  });
});
