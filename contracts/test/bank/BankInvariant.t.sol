// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchTerms, DepositAuthorization, IBank, Posting} from "../../src/bank/IBank.sol";
import {AccessManager, Bank, ComputeToken} from "../support/Deployed.sol";
import {ModuleMock} from "../support/ModuleMock.sol";
import {Test} from "../support/Test.sol";

/// @notice Does random things to a Bank, each as the party that may, and keeps its own books. What the rules refuse is tried as
/// well, and must be refused.
contract BankHandler is Test {
    bytes32 private constant RECEIVE_TYPE = 0xd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de8;
    uint256 private constant PARTIES = 5;
    uint256 private constant FUNDS_WEI = 1_000_000;
    uint64 private constant START = 1_800_000_000;
    uint64 private constant DELAY_SECONDS = 1 days;

    struct Sent {
        uint256 key;
        DepositAuthorization authorization;
        bool byPermit;
    }

    ComputeToken public token;
    Bank public bank;
    ModuleMock private _module;
    uint256 private _time = START;
    uint256 private _salt;
    Sent[] private _sent;
    bytes[] private _batches;
    address[] private _payers;
    BatchTerms[] private _terms;

    // The books
    address[] public accounts;
    mapping(address account => uint256) public available;
    mapping(address account => uint256) public locked;
    mapping(address account => uint256) public pending;
    mapping(address account => uint256) public consent;
    mapping(address account => uint256) public batches;
    mapping(address account => uint256) private _unlockTime;
    uint256 public donatedWei;

    function start() external {
        vm.warp(START);
        AccessManager manager = AccessManager(deploy("AccessManager.sol:AccessManager", abi.encode(address(this))));
        token = ComputeToken(deploy("ComputeToken.sol:ComputeToken", abi.encode(address(this))));
        address next = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        bank = Bank(deploy("Bank.sol:Bank", abi.encode(token, address(manager), DELAY_SECONDS, next)));
        _module = new ModuleMock(bank);
        for (uint256 i = 0; i < PARTIES; ++i) {
            address account = vm.addr(_key(i));
            accounts.push(account);
            token.transfer(account, 2 * FUNDS_WEI);
            vm.startPrank(account);
            token.approve(address(bank), FUNDS_WEI);
            bank.deposit(uint96(FUNDS_WEI), 1);
            vm.stopPrank();
            available[account] = FUNDS_WEI;
            consent[account] = 1;
        }
        // Has nothing and does nothing but receive.
        accounts.push(address(0xB0B));
    }

    function _key(uint256 who) private pure returns (uint256) {
        return 0x1000 + (who % PARTIES);
    }

    function _party(uint256 who) private view returns (address) {
        return accounts[who % PARTIES];
    }

    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    // Batches

    function payBatch(uint256 who, uint256 seed, uint256 amountBytes, uint256 unitWei, uint256 count) external {
        address payer = _party(who);
        amountBytes = 1 + (amountBytes % 12);
        count %= 12;
        // Mostly what can be paid.
        if (seed & 3 != 0) unitWei = 1 + (unitWei % 40);
        bytes memory payments;
        uint256 totalWei;
        uint256[] memory wei_ = new uint256[](accounts.length);
        for (uint256 i = 0; i < count; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            uint256 amount = (draw >> 16) & (seed & 7 == 4 ? (1 << (8 * amountBytes)) - 1 : 0xff);
            uint256 payee = draw % accounts.length;
            bytes memory payment = abi.encodePacked(accounts[payee], bytes32(amount << (8 * (32 - amountBytes))));
            assembly ("memory-safe") {
                mstore(payment, add(20, amountBytes))
            }
            payments = bytes.concat(payments, payment);
            wei_[payee] += amount * uint96(unitWei);
            totalWei += amount * uint96(unitWei);
        }
        BatchTerms terms = BatchTerms.wrap(uint96(unitWei) | (amountBytes << 96) | (batches[payer] << 104));
        uint256 ownWei = wei_[who % PARTIES];
        bool enough = totalWei - ownWei <= available[payer] && ownWei <= type(uint96).max - available[payer];
        vm.prank(payer);
        if (!enough) {
            try bank.payBatch(terms, payments) {
                revert AssertionFailed("paid without funds");
            } catch {}
            return;
        }
        bank.payBatch(terms, payments);
        available[payer] = available[payer] + ownWei - totalWei;
        for (uint256 i = 0; i < accounts.length; ++i) {
            if (accounts[i] != payer) available[accounts[i]] += wei_[i];
        }
        batches[payer] += 1;
        _batches.push(payments);
        _payers.push(payer);
        _terms.push(terms);
    }

    function payBatchAgain(uint256 pick) external {
        if (_batches.length == 0) return;
        pick %= _batches.length;
        vm.prank(_payers[pick]);
        try bank.payBatch(_terms[pick], _batches[pick]) {
            revert AssertionFailed("paid a batch twice");
        } catch {}
    }

    // Deposits

    function depositAuthorized(uint256 who, uint256 relayer, uint256 amountWei, uint256 feeWei, bool byPermit) external {
        uint256 key = _key(who);
        address owner = _party(who);
        DepositAuthorization memory authorization = DepositAuthorization({
            owner: owner,
            amountWei: uint96(amountWei % 50_000),
            feeWei: uint96(feeWei % 1_000),
            relayer: relayer & 1 == 0 ? address(0) : _party(relayer >> 1),
            consentModules: uint32(1 << (feeWei % 5)),
            validAfter: 0,
            validBefore: type(uint64).max,
            salt: bytes32(++_salt)
        });
        address sender = _party(relayer >> 1);
        bytes memory call = _authorizedCall(key, authorization, byPermit);
        bool valid = authorization.feeWei < authorization.amountWei && token.balanceOf(owner) >= authorization.amountWei;
        vm.prank(sender);
        (bool success, ) = address(bank).call(call);
        assertTrue(success == valid, "authorized deposit");
        if (!success) return;
        available[owner] += authorization.amountWei - authorization.feeWei;
        available[sender] += authorization.feeWei;
        consent[owner] |= authorization.consentModules;
        _sent.push(Sent(key, authorization, byPermit));
    }

    function depositAuthorizedAgain(uint256 pick, uint256 sender) external {
        if (_sent.length == 0) return;
        Sent memory sent = _sent[pick % _sent.length];
        bytes memory call = _authorizedCall(sent.key, sent.authorization, sent.byPermit);
        vm.prank(sent.authorization.relayer == address(0) ? _party(sender) : sent.authorization.relayer);
        (bool success, ) = address(bank).call(call);
        assertTrue(!success, "authorization used twice");
    }

    function _authorizedCall(
        uint256 key,
        DepositAuthorization memory authorization,
        bool byPermit
    ) private view returns (bytes memory) {
        bytes32 structHash = bank.hashDepositAuthorization(authorization);
        address owner = authorization.owner;
        bytes32 domain = token.DOMAIN_SEPARATOR();
        if (!byPermit) {
            bytes32 receiveHash = keccak256(
                abi.encode(
                    RECEIVE_TYPE,
                    owner,
                    address(bank),
                    authorization.amountWei,
                    authorization.validAfter,
                    authorization.validBefore,
                    structHash
                )
            );
            bytes memory received = _sign(key, keccak256(abi.encodePacked(hex"1901", domain, receiveHash)));
            return abi.encodeCall(IBank.depositWithAuthorization, (authorization, received));
        }
        bytes32 permitHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(bank),
                authorization.amountWei,
                token.nonces(owner),
                type(uint256).max
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, permitHash)));
        bytes32 separator = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Suanli"),
                keccak256("1"),
                block.chainid,
                address(bank)
            )
        );
        bytes memory signature = _sign(key, keccak256(abi.encodePacked(hex"1901", separator, structHash)));
        return
            abi.encodeCall(
                IBank.depositWithSignedPermit,
                (authorization, signature, type(uint256).max, v, r, s)
            );
    }

    function _sign(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    // Postings, withdrawals, donations, consent

    function lock(uint256 who, uint256 amountWei, bool release) external {
        address account = _party(who);
        uint256 most = release ? locked[account] : available[account];
        if (consent[account] & 1 == 0 || most == 0) return;
        int256 delta = int256(amountWei % (most + 1));
        if (release) delta = -delta;
        Posting[] memory postings = new Posting[](1);
        postings[0] = Posting(account, -delta, delta);
        _module.post(postings);
        available[account] = uint256(int256(available[account]) - delta);
        locked[account] = uint256(int256(locked[account]) + delta);
    }

    function setConsent(uint256 who, uint32 modules) external {
        address account = _party(who);
        modules &= 0x1f;
        bool allowed = locked[account] == 0 || consent[account] & ~uint256(modules) == 0;
        vm.prank(account);
        try bank.setConsent(modules) {
            assertTrue(allowed, "consent taken away under a lock");
            consent[account] = modules;
        } catch {
            assertTrue(!allowed, "consent refused");
        }
    }

    function requestWithdrawal(uint256 who, uint256 amountWei) external {
        address account = _party(who);
        if (available[account] == 0) return;
        amountWei = 1 + (amountWei % available[account]);
        vm.prank(account);
        bank.requestWithdrawal(uint96(amountWei));
        available[account] -= amountWei;
        pending[account] += amountWei;
        _unlockTime[account] = _time + DELAY_SECONDS;
    }

    function endWithdrawal(uint256 who, bool cancel) external {
        address account = _party(who);
        if (pending[account] == 0) return;
        vm.startPrank(account);
        if (cancel) {
            bank.cancelWithdrawal();
            available[account] += pending[account];
            pending[account] = 0;
        } else if (_time < _unlockTime[account]) {
            try bank.withdraw(account) {
                revert AssertionFailed("paid before its time");
            } catch {}
        } else {
            bank.withdraw(account);
            pending[account] = 0;
        }
        vm.stopPrank();
    }

    function wait(uint256 seconds_) external {
        _time += seconds_ % (2 * DELAY_SECONDS);
        vm.warp(_time);
    }

    function donate(uint256 who, uint256 amountWei, bool skim) external {
        address account = _party(who);
        if (token.balanceOf(account) != 0) {
            amountWei %= token.balanceOf(account);
            vm.prank(account);
            token.transfer(address(bank), amountWei);
            donatedWei += amountWei;
        }
        if (!skim || donatedWei == 0) return;
        bank.skim(account);
        available[account] += donatedWei;
        donatedWei = 0;
    }
}

contract BankInvariantTest is Test {
    BankHandler private handler;

    function setUp() public {
        handler = new BankHandler();
        handler.start();
    }

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(handler);
    }

    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function targetSelectors() external view returns (Selectors[] memory list) {
        bytes4[12] memory selectors = [
            BankHandler.payBatch.selector,
            BankHandler.payBatch.selector,
            BankHandler.payBatchAgain.selector,
            BankHandler.depositAuthorized.selector,
            BankHandler.depositAuthorized.selector,
            BankHandler.depositAuthorizedAgain.selector,
            BankHandler.lock.selector,
            BankHandler.setConsent.selector,
            BankHandler.requestWithdrawal.selector,
            BankHandler.endWithdrawal.selector,
            BankHandler.wait.selector,
            BankHandler.donate.selector
        ];
        list = new Selectors[](1);
        list[0].target = address(handler);
        list[0].selectors = new bytes4[](selectors.length);
        for (uint256 i = 0; i < selectors.length; ++i) list[0].selectors[i] = selectors[i];
    }

    /// Σ available + locked + pending = what the Bank says it holds = its tokens less what was sent past it; and every word is
    /// what the handler's own books say.
    function invariant_TheBankHoldsWhatItOwes() public view {
        Bank bank = handler.bank();
        uint256 sum;
        for (uint256 i = 0; i < handler.accountCount(); ++i) {
            address account = handler.accounts(i);
            (uint256 availableWei, uint256 lockedWei, uint256 consent) = bank.accountOf(account);
            (uint256 pendingWei, ) = bank.withdrawalOf(account);
            assertEq(availableWei, handler.available(account), "available");
            assertEq(lockedWei, handler.locked(account), "locked");
            assertEq(pendingWei, handler.pending(account), "pending");
            assertEq(consent, handler.consent(account), "consent");
            assertEq(bank.nextBatchOf(account), handler.batches(account), "batches");
            sum += availableWei + lockedWei + pendingWei;
        }
        assertEq(bank.totalHeldWei(), sum, "sum of the accounts");
        assertEq(handler.token().balanceOf(address(bank)), sum + handler.donatedWei(), "tokens of the bank");
    }
}
