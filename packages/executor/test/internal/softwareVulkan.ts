import { existsSync } from 'node:fs';

/** Debian's chromium brings SwiftShader, a Vulkan that computes on the CPU; Dawn finds it by this variable of the loader's. */
const swiftShader = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Lets this process use a software adapter, where it is installed and nothing else was chosen. */
export function offerSoftwareVulkan(): void {
  if (process.env.VK_ICD_FILENAMES === undefined && existsSync(swiftShader)) {
    process.env.VK_ICD_FILENAMES = swiftShader;
  }
}
