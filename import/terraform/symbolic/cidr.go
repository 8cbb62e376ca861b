package symbolic

import (
	"fmt"
	"math/big"
	"net/netip"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// cidrFunctions calculate with address blocks as Terraform does.
var cidrFunctions = map[string]function.Function{
	"cidrsubnet": dynamic(3, cidrsubnet), "cidrhost": dynamic(2, cidrhost),
	"cidrsubnets": dynamic(-1, cidrsubnets), "cidrnetmask": dynamic(1, cidrnetmask),
}

// block reads a CIDR argument; ok is false when it is not known.
func block(v cty.Value) (p netip.Prefix, ok bool, err error) {
	t, known := texts([]cty.Value{v})
	if !known {
		return p, false, nil
	}
	p, err = netip.ParsePrefix(t[0])
	return p.Masked(), err == nil, err
}

func integer(v cty.Value) (n *big.Int, ok bool) {
	v, err := convert.Convert(v, cty.Number)
	if err != nil || !v.IsKnown() || v.IsNull() {
		return nil, false
	}
	n, accuracy := v.AsBigFloat().Int(nil)
	return n, accuracy == big.Exact
}

// offset adds n steps of 2^shift to the base of a block.
func offset(base netip.Addr, n *big.Int, shift int) (netip.Addr, error) {
	sum := new(big.Int).SetBytes(base.AsSlice())
	sum.Add(sum, new(big.Int).Lsh(n, uint(shift)))
	size := base.BitLen() / 8
	if sum.Sign() < 0 || len(sum.Bytes()) > size {
		return netip.Addr{}, fmt.Errorf("address out of range")
	}
	addr, _ := netip.AddrFromSlice(sum.FillBytes(make([]byte, size)))
	return addr, nil
}

// part is the n-th block of a prefix that is bits longer.
func part(p netip.Prefix, bits int, n *big.Int) (netip.Prefix, error) {
	length := p.Bits() + bits
	if bits < 0 || length > p.Addr().BitLen() || n.Sign() < 0 || n.BitLen() > bits {
		return netip.Prefix{}, fmt.Errorf("there is no such part of %s", p)
	}
	addr, err := offset(p.Addr(), n, p.Addr().BitLen()-length)
	return netip.PrefixFrom(addr, length), err
}

func cidrsubnet(args []cty.Value) (cty.Value, error) {
	p, ok, err := block(args[0])
	bits, ok2 := integer(args[1])
	n, ok3 := integer(args[2])
	if err != nil || !ok || !ok2 || !ok3 {
		return cty.UnknownVal(cty.String), err
	}
	sub, err := part(p, int(bits.Int64()), n)
	if err != nil {
		return cty.UnknownVal(cty.String), err
	}
	return cty.StringVal(sub.String()), nil
}

func cidrhost(args []cty.Value) (cty.Value, error) {
	p, ok, err := block(args[0])
	n, ok2 := integer(args[1])
	if err != nil || !ok || !ok2 {
		return cty.UnknownVal(cty.String), err
	}
	size := p.Addr().BitLen() - p.Bits()
	if n.Sign() < 0 {
		n = new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), uint(size)))
	}
	if n.Sign() < 0 || n.BitLen() > size {
		return cty.UnknownVal(cty.String), fmt.Errorf("there is no such host in %s", p)
	}
	addr, err := offset(p.Addr(), n, 0)
	if err != nil {
		return cty.UnknownVal(cty.String), err
	}
	return cty.StringVal(addr.String()), nil
}

// cidrsubnets cuts consecutive parts out of a block.
func cidrsubnets(args []cty.Value) (cty.Value, error) {
	if len(args) == 0 {
		return cty.DynamicVal, errArgument
	}
	p, ok, err := block(args[0])
	if err != nil || !ok {
		return cty.UnknownVal(cty.List(cty.String)), err
	}
	at, out := p.Addr(), []cty.Value{}
	for _, a := range args[1:] {
		bits, ok := integer(a)
		if !ok {
			return cty.UnknownVal(cty.List(cty.String)), nil
		}
		length := p.Bits() + int(bits.Int64())
		if length > at.BitLen() || length < p.Bits() {
			return cty.DynamicVal, errArgument
		}
		here := netip.PrefixFrom(at, length)
		if here.Masked().Addr() != at { // parts begin at a multiple of their size
			if at, err = offset(here.Masked().Addr(), big.NewInt(1), at.BitLen()-length); err != nil {
				return cty.DynamicVal, err
			}
			here = netip.PrefixFrom(at, length)
		}
		if !p.Contains(at) {
			return cty.DynamicVal, errArgument
		}
		out = append(out, cty.StringVal(here.String()))
		if at, err = offset(at, big.NewInt(1), at.BitLen()-length); err != nil {
			break
		}
	}
	if len(out) == 0 {
		return cty.ListValEmpty(cty.String), nil
	}
	return cty.ListVal(out), nil
}

func cidrnetmask(args []cty.Value) (cty.Value, error) {
	p, ok, err := block(args[0])
	if err != nil || !ok || !p.Addr().Is4() {
		return cty.UnknownVal(cty.String), err
	}
	mask := new(big.Int).Lsh(new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), uint(p.Bits())), big.NewInt(1)), uint(32-p.Bits()))
	addr, _ := netip.AddrFromSlice(mask.FillBytes(make([]byte, 4)))
	return cty.StringVal(addr.String()), nil
}
