package awsjson

// ignoredFields lists, per object, the fields that AWS prints and that cannot
// change what reaches what. A field in neither this list nor the readers is
// reported, so that a new one is noticed.
var ignoredFields = map[string]string{
	"Vpcs[]":                           "DhcpOptionsId InstanceTenancy State EncryptionControl",
	"Vpcs[].CidrBlockAssociationSet[]": "AssociationId",
	"Vpcs[].CidrBlockAssociationSet[].CidrBlockState":         "StatusMessage",
	"Vpcs[].Ipv6CidrBlockAssociationSet[]":                    "AssociationId IpSource Ipv6Pool NetworkBorderGroup",
	"Vpcs[].Ipv6CidrBlockAssociationSet[].Ipv6CidrBlockState": "StatusMessage",
	"Subnets[]": "AssignIpv6AddressOnCreation AvailableIpAddressCount CustomerOwnedIpv4Pool DefaultForAz EnableLniAtDeviceIndex " +
		"MapCustomerOwnedIpOnLaunch OutpostArn PrivateDnsNameOptionsOnLaunch State SubnetArn Type BlockPublicAccessStates",
	"Subnets[].Ipv6CidrBlockAssociationSet[]":                    "AssociationId IpSource Ipv6AddressAttribute",
	"Subnets[].Ipv6CidrBlockAssociationSet[].Ipv6CidrBlockState": "StatusMessage",
	"AvailabilityZones[]":                                        "Messages State OptInStatus GroupName GroupLongName NetworkBorderGroup ParentZoneName Geography SubGeography",
	"RouteTables[].Associations[]":                               "RouteTableId",
	"RouteTables[].Associations[].AssociationState":              "StatusMessage",
	"RouteTables[].Routes[]":                                     "InstanceOwnerId",
	"PrefixLists[]":                                              "Version StateMessage PrefixListArn IpamPrefixListResolverSyncEnabled",
	"NetworkInterfaces[]": "AvailabilityZoneId MacAddress PrivateDnsName PublicDnsName PublicIpDnsNameOptions OutpostArn ConnectionTrackingConfiguration " +
		"Operator AssociatedSubnets PrivateIpAddress Association",
	"NetworkInterfaces[].Association":                      "AssociationId PublicDnsName",
	"NetworkInterfaces[].Attachment":                       "AttachTime AttachmentId DeleteOnTermination NetworkCardIndex EnaSrdSpecification EnaQueueCount",
	"NetworkInterfaces[].Groups[]":                         "GroupName",
	"NetworkInterfaces[].Ipv6Addresses[]":                  "IsPrimaryIpv6 PublicIpv6DnsName",
	"NetworkInterfaces[].PrivateIpAddresses[]":             "PrivateDnsName",
	"NetworkInterfaces[].PrivateIpAddresses[].Association": "AssociationId PublicDnsName",
	"Reservations[]":                                       "Groups RequesterId ReservationId",
	"Reservations[].Instances[]": "AmiLaunchIndex Architecture BlockDeviceMappings BootMode CapacityReservationId CapacityReservationSpecification ClientToken " +
		"CpuOptions CurrentInstanceBootMode EbsOptimized ElasticGpuAssociations ElasticInferenceAcceleratorAssociations EnaSupport EnclaveOptions " +
		"HibernationOptions Hypervisor IamInstanceProfile ImageId InstanceLifecycle InstanceType KernelId KeyName LaunchTime Licenses MaintenanceOptions " +
		"MetadataOptions Monitoring NetworkPerformanceOptions Operator OutpostArn Platform PlatformDetails PrivateDnsName PrivateDnsNameOptions " +
		"ProductCodes PublicDnsName RamdiskId RootDeviceName RootDeviceType SpotInstanceRequestId SriovNetSupport StateReason " +
		"StateTransitionReason TpmSupport UsageOperation UsageOperationUpdateTime VirtualizationType SourceDestCheck " +
		"PrivateIpAddress PublicIpAddress Ipv6Address SecurityGroups NetworkInterfaces",
	"Reservations[].Instances[].State":                                                "Code",
	"Reservations[].Instances[].Placement":                                            "*",
	"Reservations[].Instances[].SecurityGroups[]":                                     "*",
	"Reservations[].Instances[].NetworkInterfaces[]":                                  "MacAddress PrivateDnsName ConnectionTrackingConfiguration Operator PrivateIpAddress Association",
	"Reservations[].Instances[].NetworkInterfaces[].Association":                      "AssociationId PublicDnsName",
	"Reservations[].Instances[].NetworkInterfaces[].Attachment":                       "AttachTime AttachmentId DeleteOnTermination NetworkCardIndex EnaSrdSpecification EnaQueueCount",
	"Reservations[].Instances[].NetworkInterfaces[].Groups[]":                         "GroupName",
	"Reservations[].Instances[].NetworkInterfaces[].Ipv6Addresses[]":                  "IsPrimaryIpv6",
	"Reservations[].Instances[].NetworkInterfaces[].PrivateIpAddresses[]":             "PrivateDnsName",
	"Reservations[].Instances[].NetworkInterfaces[].PrivateIpAddresses[].Association": "AssociationId PublicDnsName",
	"Addresses[]":                                          "Domain PublicIpv4Pool CustomerOwnedIp CustomerOwnedIpv4Pool CarrierIp SubnetId ServiceManaged",
	"SecurityGroups[]":                                     "Description SecurityGroupArn",
	"SecurityGroupRules[]":                                 "SecurityGroupRuleArn",
	"SecurityGroupVpcAssociations[]":                       "VpcOwnerId StateReason GroupOwnerId",
	"NetworkAcls[].Associations[]":                         "NetworkAclId",
	"NatGateways[]":                                        "CreateTime DeleteTime FailureCode FailureMessage ProvisionedBandwidth AutoScalingIps AutoProvisionZones",
	"NatGateways[].NatGatewayAddresses[]":                  "AssociationId IsPrimary FailureMessage AvailabilityZone",
	"NatGateways[].AttachedAppliances[]":                   "*",
	"VpcPeeringConnections[]":                              "ExpirationTime",
	"VpcPeeringConnections[].Status":                       "Message",
	"VpcPeeringConnections[].AccepterVpcInfo":              "PeeringOptions",
	"VpcPeeringConnections[].RequesterVpcInfo":             "PeeringOptions",
	"VpnGateways[]":                                        "AmazonSideAsn Type",
	"VpnConnections[]":                                     "Category CustomerGatewayConfiguration Type GatewayAssociationState PreSharedKeyArn",
	"VpnConnections[].Options":                             "EnableAcceleration TunnelInsideIpVersion TunnelOptions LocalIpv6NetworkCidr RemoteIpv6NetworkCidr OutsideIpAddressType TransportTransitGatewayAttachmentId TunnelBandwidth",
	"VpnConnections[].Routes[]":                            "Source",
	"VpnConnections[].VgwTelemetry[]":                      "AcceptedRouteCount LastStatusChange OutsideIpAddress StatusMessage CertificateArn",
	"CustomerGateways[]":                                   "Type DeviceName CertificateArn",
	"TransitGateways[]":                                    "CreationTime Description",
	"TransitGateways[].Options":                            "AmazonSideAsn AutoAcceptSharedAttachments DefaultRouteTableAssociation DefaultRouteTablePropagation DnsSupport MulticastSupport VpnEcmpSupport EncryptionSupport",
	"TransitGatewayAttachments[]":                          "CreationTime",
	"TransitGatewayVpcAttachments[]":                       "CreationTime",
	"TransitGatewayVpcAttachments[].Options":               "DnsSupport",
	"TransitGatewayPeeringAttachments[]":                   "CreationTime Status",
	"TransitGatewayPeeringAttachments[].RequesterTgwInfo":  "CoreNetworkId",
	"TransitGatewayPeeringAttachments[].AccepterTgwInfo":   "CoreNetworkId",
	"TransitGatewayConnects[]":                             "CreationTime Options",
	"TransitGatewayRouteTables[]":                          "CreationTime DefaultAssociationRouteTable DefaultPropagationRouteTable",
	"TransitGatewayRouteTablePropagations[]":               "TransitGatewayRouteTableAnnouncementId",
	"TransitGatewayPrefixListReferences[]":                 "PrefixListOwnerId",
	"Routes[]":                                             "TransitGatewayRouteTableAnnouncementId",
	"VpcEndpoints[]":                                       "CreationTimestamp DnsEntries RequesterManaged DnsOptions LastError Ipv4Prefixes Ipv6Prefixes FailureReason PayerResponsibility",
	"VpcEndpoints[].Groups[]":                              "GroupName",
	"ServiceConfigurations[]":                              "*",
	"VpcBlockPublicAccessOptions":                          "LastUpdateTimestamp ManagedBy Reason ExclusionsAllowed",
	"VpcBlockPublicAccessExclusions[]":                     "CreationTimestamp DeletionTimestamp LastUpdateTimestamp Reason Tags",
	"directConnectGatewayAssociations[]":                   "directConnectGatewayOwnerAccount stateChangeError associationId virtualGatewayRegion virtualGatewayOwnerAccount associatedCoreNetwork",
	"directConnectGatewayAssociations[].associatedGateway": "ownerAccount region",
	"virtualInterfaces[]":                                  "*", "LoadBalancers[]": "*", "Listeners[]": "*", "LoadBalancerListeners[]": "*", "Rules[]": "*",
	"LoadBalancerDescriptions[]": "*", "TargetGroups[]": "*", "TargetHealthDescriptions[]": "*", "LoadBalancerTargetHealth[]": "*",
	"LoadBalancerAttributes": "*", "LoadBalancerAttributes[]": "*", "TargetGroupAttributes[]": "*", "Attributes[]": "*",
	"Firewall": "*", "FirewallStatus": "*", "FirewallPolicyResponse": "*", "RuleGroupResponse": "*",
	"DBInstances[]": "*", "DBClusters[]": "*", "CacheClusters[]": "*", "Clusters[]": "*", "DBSubnetGroups[]": "*", "CacheSubnetGroups[]": "*",
	"ClusterSubnetGroups[]": "*", "Functions[]": "*", "tasks[]": "*", "DomainStatusList[]": "*", "DomainStatus": "*", "MountTargets[]": "*",
	"cluster": "*", "ClusterInfoList[]": "*",
	"VpcEndpointConnections[]": "CreationTimestamp DnsEntries NetworkLoadBalancerArns GatewayLoadBalancerArns IpAddressType VpcEndpointConnectionId Tags VpcEndpointRegion",
}

const (
	noReach   = "it does not decide what reaches what"
	itemized  = "its contents are in the answers about the resources themselves"
	otherWork = "it belongs to a service that has no interfaces of its own here"
)

// irrelevant are members of answers that are known and that hold nothing about
// reachability, with the reason.
var irrelevant = map[string]string{
	"ResponseMetadata": noReach, "Tags": itemized, "TagDescriptions": itemized, "InstanceStatuses": noReach, "Hosts": noReach,
	"PlacementGroups": noReach, "MovingAddressStatuses": noReach, "ClassicLinkInstances": "ClassicLink no longer exists",
	"DhcpOptions": "DHCP options change names, not routes", "KeyPairs": noReach, "Snapshots": noReach, "Volumes": noReach, "Images": noReach,
	"Regions": noReach, "ServiceNames": "the list of services that AWS offers", "ServiceDetails": "the list of services that AWS offers",
	"HostedZoneSummaries": "names, not addresses",
	"HostedZones":         "names, not addresses", "ResourceRecordSets": "names, not addresses", "taskArns": itemized, "clusterArns": itemized, "clusters": itemized, "directConnectGateways": itemized, "directConnectGatewayAttachments": itemized, "FileSystems": itemized,
	"serviceArns": itemized, "DomainNames": itemized, "failures": noReach, "Certificates": noReach, "Buckets": otherWork, "Owner": noReach,
	"AccountAttributes": noReach, "FlowLogs": "flow logs observe traffic and do not change it", "LaunchTemplates": noReach, "SSLPolicies": noReach,
	"SslPolicies": noReach, "Limits": noReach, "BundleTasks": noReach, "ReservedInstances": noReach, "SpotInstanceRequests": itemized,
	"Users": otherWork, "Roles": otherWork, "Groups": otherWork, "Policies": otherWork, "VpcEndpointServicePermissions": noReach,
	"AllowedPrincipals": "who may ask for a connection, not what it carries", "LaunchConfigurations": noReach, "IamInstanceProfileAssociations": noReach,
	"NetworkInsightsPaths": noReach, "NetworkInsightsAnalyses": noReach, "TrafficMirrorSessions": "mirrored traffic does not change the path",
	"TrafficMirrorTargets": "mirrored traffic does not change the path", "TrafficMirrorFilters": "mirrored traffic does not change the path",
	"StaleSecurityGroupSet": itemized, "SecurityGroupReferenceSet": itemized, "AutoScalingInstances": itemized,
}
