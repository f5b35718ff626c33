/** Rotation of lane (x, y) of the state, at `5 * y + x`; FIPS 202, section 3.2.2. */
const rotations = [
  0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14,
] as const;

/** The round constants of keccak-f[1600] (FIPS 202, section 3.2.5), low half first. */
export const roundConstants: Uint32Array<ArrayBuffer> = (() => {
  const words = new Uint32Array(48);
  let register = 1;
  for (let round = 0; round < 24; round++) {
    for (let j = 0; j <= 6; j++) {
      const bit = 2 ** j - 1;
      if (register & 1) {
        const at = round * 2 + (bit >= 32 ? 1 : 0);
        words[at] = ((words[at] ?? 0) | (1 << (bit % 32))) >>> 0;
      }
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
  }
  return words;
})();

/** A 64-bit lane is a vec2 of its halves, low half first: what rotates it is known here, not at run time. */
function rotated(lane: string, by: number): string {
  if (by === 0) return lane;
  const [low, high] = by < 32 ? ['x', 'y'] : ['y', 'x'];
  const n = by % 32;
  const half = (upper: string, lower: string) => `((${lane}.${upper} << ${n}u) | (${lane}.${lower} >> ${32 - n}u))`;
  return `vec2<u32>(${half(low as string, high as string)}, ${half(high as string, low as string)})`;
}

/**
 * One round from lanes `a…` to lanes `e…`, with the names of `tag`. All but the state at the end of a loop are values, not variables:
 * software adapters keep variables in memory.
 */
function round(a: string, e: string, tag: string, constant: string): string {
  const lines: string[] = [];
  for (let x = 0; x < 5; x++) {
    lines.push(`let ${tag}c${x} = ${[0, 1, 2, 3, 4].map((y) => `${a}${5 * y + x}`).join(' ^ ')};`);
  }
  for (let x = 0; x < 5; x++) {
    lines.push(`let ${tag}d${x} = ${tag}c${(x + 4) % 5} ^ ${rotated(`${tag}c${(x + 1) % 5}`, 1)};`);
  }
  for (let row = 0; row < 5; row++) {
    // The lane that rho and pi bring to column x of this row comes from row x, column x + 3 row (mod 5).
    for (let x = 0; x < 5; x++) {
      const from = 5 * x + ((x + 3 * row) % 5);
      const to = 5 * row + x;
      lines.push(
        `let ${tag}t${to} = ${a}${from} ^ ${tag}d${from % 5};`,
        `let ${tag}b${to} = ${rotated(`${tag}t${to}`, rotations[from] as number)};`,
      );
    }
  }
  for (let row = 0; row < 5; row++) {
    const b = (x: number) => `${tag}b${5 * row + (x % 5)}`;
    for (let x = 0; x < 5; x++) {
      const iota = row === 0 && x === 0 ? ` ^ ${constant}` : '';
      const target = e === 'a' ? `a${5 * row + x}` : `let ${e}${5 * row + x}`;
      lines.push(`${target} = ${b(x)} ^ (~${b(x + 1)} & ${b(x + 2)})${iota};`);
    }
  }
  return lines.join('\n    ');
}

const lanes = (name: string) => Array.from({ length: 25 }, (_, i) => `${name}${i}`);
const declared = (names: readonly string[]) => names.map((name) => `var ${name}: vec2<u32>;`).join(' ');

/** Threads of a workgroup; 64 suits every GPU. */
export const workgroupSize = 64;

/**
 * keccak-256 on a GPU. `leaves` starts or goes on with the chains of hashes of `count` leaves, `parents` hashes `count` pairs of nodes;
 * nodes are 32 bytes as they are, in little-endian words.
 */
export const proofShader = /* wgsl */ `
struct Parameters {
  firstLow: u32,
  firstHigh: u32,
  count: u32,
  // How many hashes to add to every chain.
  steps: u32,
  // 1 where the chains begin.
  begins: u32,
  seed: array<vec4<u32>, 2>,
}
struct Node { v0: vec2<u32>, v1: vec2<u32>, v2: vec2<u32>, v3: vec2<u32> }

@group(0) @binding(0) var<uniform> parameters: Parameters;
@group(0) @binding(1) var<uniform> roundConstants: array<vec4<u32>, 12>;
@group(0) @binding(2) var<storage, read> source: array<vec4<u32>>;
@group(0) @binding(3) var<storage, read_write> result: array<vec4<u32>>;

// Hashes a node, or two of them where v8 is 1; v4 and v8 hold the padding's first bit.
fn hash(
  v0: vec2<u32>, v1: vec2<u32>, v2: vec2<u32>, v3: vec2<u32>,
  v4: vec2<u32>, v5: vec2<u32>, v6: vec2<u32>, v7: vec2<u32>, v8: vec2<u32>,
) -> Node {
  ${declared(lanes('a'))}
  ${[0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => `a${i} = v${i};`).join(' ')}
  a16 = vec2<u32>(0u, 0x80000000u);
  for (var i = 0u; i < 12u; i++) {
    let rc = roundConstants[i];
    ${round('a', 'e', 'p', 'rc.xy')}
    ${round('e', 'a', 'q', 'rc.zw')}
  }
  return Node(a0, a1, a2, a3);
}

fn hashNode(node: Node) -> Node {
  let zero = vec2<u32>();
  return hash(node.v0, node.v1, node.v2, node.v3, vec2<u32>(1u, 0u), zero, zero, zero, zero);
}

fn reversed(word: u32) -> u32 {
  return (word << 24u) | ((word & 0xff00u) << 8u) | ((word >> 8u) & 0xff00u) | (word >> 24u);
}

fn store(i: u32, node: Node) {
  result[2u * i] = vec4<u32>(node.v0, node.v1);
  result[2u * i + 1u] = vec4<u32>(node.v2, node.v3);
}

@compute @workgroup_size(${workgroupSize})
fn leaves(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if (i >= parameters.count) { return; }
  var node: Node;
  var steps = parameters.steps;
  if (parameters.begins == 1u) {
    let low = parameters.firstLow + i;
    let high = parameters.firstHigh + select(0u, 1u, low < i);
    let a = parameters.seed[0];
    let b = parameters.seed[1];
    let zero = vec2<u32>();
    // The index is a big-endian number of 256 bits.
    let index = vec2<u32>(reversed(high), reversed(low));
    node = hash(a.xy, a.zw, b.xy, b.zw, zero, zero, zero, index, vec2<u32>(1u, 0u));
    steps -= 1u;
  } else {
    let a = result[2u * i];
    let b = result[2u * i + 1u];
    node = Node(a.xy, a.zw, b.xy, b.zw);
  }
  for (var n = 0u; n < steps; n++) { node = hashNode(node); }
  store(i, node);
}

@compute @workgroup_size(${workgroupSize})
fn parents(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x;
  if (i >= parameters.count) { return; }
  let a = source[4u * i];
  let b = source[4u * i + 1u];
  let c = source[4u * i + 2u];
  let d = source[4u * i + 3u];
  store(i, hash(a.xy, a.zw, b.xy, b.zw, c.xy, c.zw, d.xy, d.zw, vec2<u32>(1u, 0u)));
}
`;
