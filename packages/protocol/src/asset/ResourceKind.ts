/** What kind of device a resource type is, numbered as in the contracts. */
export const ResourceKind = { cpu: 0, gpu: 1, other: 2 } as const;
export type ResourceKind = (typeof ResourceKind)[keyof typeof ResourceKind];

const names = Object.entries(ResourceKind) as readonly (readonly [keyof typeof ResourceKind, ResourceKind])[];

/** The name of a kind; `other` where the number is unknown.
 * @example resourceKindName(1) // 'gpu'
 */
export function resourceKindName(kind: number): keyof typeof ResourceKind {
  return names.find(([, value]) => value === kind)?.[0] ?? 'other';
}
