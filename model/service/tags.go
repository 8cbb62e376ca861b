package service

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// Tag keys that AWS's services and controllers write (ID-2).
const (
	tagECSCluster  = "aws:ecs:clusterName"
	tagECSService  = "aws:ecs:serviceName"
	tagEKSCluster  = "eks:cluster-name"
	tagEKSGroup    = "eks:nodegroup-name"
	tagClusterName = "cluster.k8s.amazonaws.com/name"
	tagK8sInstance = "node.k8s.amazonaws.com/instance_id"
	tagASG         = "aws:autoscaling:groupName"
	tagBeanstalk   = "elasticbeanstalk:environment-name"
	tagFirewall    = "AWSNetworkFirewallManaged"
	tagFirewallARN = "Firewall"
	tagEMRCluster  = "aws:elasticmapreduce:job-flow-id"
	prefixCluster  = "kubernetes.io/cluster/"
	prefixPods     = "vpcresources.k8s.aws/"
)

// instanceFinding is what an imported instance says of its interfaces.
func instanceFinding(i *model.Instance) finding {
	f := finding{level: byJoin, kind: Instance, name: i.Tags.Name(), owner: string(i.ID), tags: i.Tags, why: "attached to instance " + string(i.ID)}
	asg := i.ASG
	if asg == "" {
		asg, _ = i.Tags.Get(tagASG)
	}
	if asg != "" {
		f.kind, f.group, f.why = ASG, asg, f.why+" of Auto Scaling group "+asg
	}
	if node, ok := ofInstanceTags(i.Tags); ok {
		f.kind, f.group, f.why = node.kind, node.group, f.why+", "+node.why
		f.others = append(f.others, asg)
	}
	return f
}

// ofInstanceTags recognises members of clusters and environments.
func ofInstanceTags(tags model.Tags) (finding, bool) {
	if cluster := clusterOf(tags); cluster != "" {
		group := cluster
		if nodes, ok := tags.Get(tagEKSGroup); ok {
			group += "/" + nodes
		}
		return finding{kind: EKSNode, group: group, why: "tags of EKS cluster " + cluster}, true
	}
	if env, ok := tags.Get(tagBeanstalk); ok {
		return finding{kind: Beanstalk, group: env, why: "tag " + tagBeanstalk}, true
	}
	return finding{}, false
}

// clusterOf returns the EKS cluster that tags name, or "".
func clusterOf(tags model.Tags) string {
	for _, key := range []string{tagEKSCluster, tagClusterName} {
		if cluster, ok := tags.Get(key); ok {
			return cluster
		}
	}
	for _, tag := range tags {
		if cluster, ok := strings.CutPrefix(tag.Key, prefixCluster); ok && tag.Value == "owned" {
			return cluster
		}
	}
	return ""
}

// ofTags reads the tags of the interface itself (level 6).
func ofTags(e *model.NetworkInterface) (finding, bool) {
	if name, ok := e.Tags.Get(tagECSService); ok {
		why := "tag " + tagECSService
		if cluster, ok := e.Tags.Get(tagECSCluster); ok {
			why += " of cluster " + cluster
		}
		return finding{level: byTags, kind: ECSTask, name: name, group: name, why: why}, true
	}
	if _, ok := e.Tags.Get(tagFirewall); ok {
		arn, _ := e.Tags.Get(tagFirewallARN)
		return finding{level: byTags, kind: Firewall, name: arn[strings.LastIndex(arn, "/")+1:], owner: arn, why: "tag " + tagFirewall}, true
	}
	if id, ok := e.Tags.Get(tagEMRCluster); ok {
		return finding{level: byTags, kind: EMR, group: id, why: "tag " + tagEMRCluster}, true
	}
	return ofKubernetesTags(e)
}

func ofKubernetesTags(e *model.NetworkInterface) (finding, bool) {
	for _, tag := range e.Tags {
		if strings.HasPrefix(tag.Key, prefixPods) {
			return finding{level: byTags, kind: EKSPod, group: clusterOf(e.Tags), why: "tag " + tag.Key}, true
		}
	}
	if id, ok := e.Tags.Get(tagK8sInstance); ok {
		return finding{level: byTags, kind: EKSNode, owner: id, group: clusterOf(e.Tags), why: "tag " + tagK8sInstance}, true
	}
	return finding{}, false
}
