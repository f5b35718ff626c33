// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A resource type that the DAO listed; 1, 2, 3, … in the order of their listing. Zero: none.
type ResourceTypeId is uint32;

/// @notice A piece of hardware (HID), the id of its token; 1, 2, 3, … in the order of registration. Zero: none.
type HardwareId is uint64;

/// @notice A resource (VID), the id of its token and of the shares in its income; 1, 2, 3, … Zero: none.
type ResourceId is uint64;

/// @notice A use right (UID), the id of its token; 1, 2, 3, … Zero: none.
type UseRightId is uint64;

/// @notice What kind of device a resource type is.
enum ResourceKind {
    Cpu,
    Gpu,
    Other
}

/// @notice What the DAO says about a resource type, and may change for the future. One word.
struct ResourceTypeTerms {
    /// Whether hardware of this type may be registered.
    bool listed;
    /// How many shares the revenue right of a resource of this type has; at least 1.
    uint32 revenueShares;
    /// A compute proof commits to 2^leafCountLog2 leaves; 1..40.
    uint8 leafCountLog2;
    /// How many leaves a compute proof has to open; at least 1.
    uint16 samples;
    /// Hashes that one leaf takes to compute; at least 1.
    uint32 hashesPerLeaf;
    /// Seconds within which a compute proof must be committed to; at least 1.
    uint32 timeLimitSeconds;
    /// The level, in hashes per second, that hardware of this type reaches at least …
    uint64 minHashesPerSecond;
    /// … and at most; above zero, and not below the minimum.
    uint64 maxHashesPerSecond;
}

/// @notice A use right as it is stored, in one word.
struct UseRightState {
    /// The resource that may be used.
    ResourceId resource;
    /// The first second (since 1970) at which it may not be used any more.
    uint40 expiresAt;
    /// How often the right changed hands since it was issued. What was said for one owner (an order, a rental, a
    /// mandate) names this number, and is void once it differs.
    uint32 transfers;
    /// Whether the market has sold it once: that payment is income of the resource, later ones are the seller's.
    bool sold;
}
